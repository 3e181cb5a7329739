-- The log: one row a frame, which is all events one saga gained in one append. Positions are
-- without gaps: the next frame's is this one's plus event_count. No index beyond these two.
CREATE TABLE log (
  position       BIGINT PRIMARY KEY,
  saga_key       BIGINT NOT NULL,
  first_sequence BIGINT NOT NULL,
  event_count    INT NOT NULL,
  recorded_at    BIGINT NOT NULL,          -- microseconds since 1970-01-01T00:00:00Z
  previous_hash  BYTEA NOT NULL,           -- 32 bytes
  last_hash      BYTEA NOT NULL,           -- 32 bytes
  events         BYTEA NOT NULL,           -- canonical JSON array
  CONSTRAINT log_saga UNIQUE (saga_key, first_sequence)
);

-- Names sort by their bytes, here as on every machine: a collation of the operating system's may
-- change with it, and an index made under the old one would no longer find everything.

-- The business id's internal key, and what the saga was started with. Written with the first frame.
CREATE TABLE saga (
  saga_key           BIGINT PRIMARY KEY,
  id                 VARCHAR(128) COLLATE "C" NOT NULL,
  request_digest     VARCHAR(64) COLLATE "C" NOT NULL,
  definition_name    VARCHAR(63) COLLATE "C" NOT NULL,
  definition_version INT NOT NULL,
  definition_digest  VARCHAR(64) COLLATE "C" NOT NULL,
  started_at         BIGINT NOT NULL,      -- microseconds since 1970-01-01T00:00:00Z
  CONSTRAINT saga_id UNIQUE (id)
);

-- Sagas that have not ended. Written with the frames, so that a restart need not read the log.
CREATE TABLE open_saga (
  saga_key BIGINT PRIMARY KEY
);

CREATE TABLE definition (
  name          VARCHAR(63) COLLATE "C" NOT NULL,
  version       INT NOT NULL,
  digest        VARCHAR(64) COLLATE "C" NOT NULL,
  media_type    VARCHAR(100) NOT NULL,
  source        TEXT NOT NULL,
  registered_at BIGINT NOT NULL,           -- microseconds since 1970-01-01T00:00:00Z
  registered_by VARCHAR(200) NOT NULL,
  PRIMARY KEY (name, version)
);

-- How far each Axon event processor has come; the names are Axon's own.
CREATE TABLE TokenEntry (
  processorName VARCHAR(255) NOT NULL,
  segment       INTEGER NOT NULL,
  mask          INTEGER NOT NULL,
  token         BYTEA,
  tokenType     VARCHAR(255),
  timestamp     VARCHAR(255),
  owner         VARCHAR(255),
  PRIMARY KEY (processorName, segment)
);

-- Two processes that both make saga keys never make the same: each takes a number when it begins.
CREATE SEQUENCE key_maker MINVALUE 0 MAXVALUE 1023 START WITH 0 CYCLE;
