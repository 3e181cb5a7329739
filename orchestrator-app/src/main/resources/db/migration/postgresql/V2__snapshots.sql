-- The state of a saga as of one of its events, so that the events before need not be read again: a
-- shortcut, which can be deleted at any time. The newest one of each saga only.
CREATE TABLE snapshot (
  saga_key   BIGINT PRIMARY KEY,
  sequence   BIGINT NOT NULL,              -- how many events it covers
  hash       BYTEA NOT NULL,               -- the saga's chain after the last of them
  shape      VARCHAR(64) NOT NULL,         -- of the state, and of the code that folded it
  created_at BIGINT NOT NULL,              -- microseconds since 1970-01-01T00:00:00Z
  digest     BYTEA NOT NULL,               -- SHA-256 over this row
  state      BYTEA NOT NULL                -- canonical JSON
);
