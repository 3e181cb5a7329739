-- The log: one row a frame, which is all events one saga gained in one append. Positions are
-- without gaps: the next frame's is this one's plus event_count. No index beyond these two.
CREATE TABLE log (
  position       BIGINT PRIMARY KEY,
  saga_key       BIGINT NOT NULL,
  first_sequence BIGINT NOT NULL,
  event_count    INT NOT NULL,
  recorded_at    BIGINT NOT NULL,          -- microseconds since 1970-01-01T00:00:00Z
  previous_hash  BINARY(32) NOT NULL,
  last_hash      BINARY(32) NOT NULL,
  events         VARBINARY(100000000) NOT NULL, -- canonical JSON array
  CONSTRAINT log_saga UNIQUE (saga_key, first_sequence)
);

-- The business id's internal key, and what the saga was started with. Written with the first frame.
CREATE TABLE saga (
  saga_key           BIGINT PRIMARY KEY,
  id                 VARCHAR(128) NOT NULL,
  request_digest     VARCHAR(64) NOT NULL,
  definition_name    VARCHAR(63) NOT NULL,
  definition_version INT NOT NULL,
  definition_digest  VARCHAR(64) NOT NULL,
  started_at         BIGINT NOT NULL,      -- microseconds since 1970-01-01T00:00:00Z
  CONSTRAINT saga_id UNIQUE (id)
);

-- Sagas that have not ended. Written with the frames, so that a restart need not read the log.
CREATE TABLE open_saga (
  saga_key BIGINT PRIMARY KEY
);

CREATE TABLE definition (
  name          VARCHAR(63) NOT NULL,
  version       INT NOT NULL,
  digest        VARCHAR(64) NOT NULL,
  media_type    VARCHAR(100) NOT NULL,
  source        CHARACTER LARGE OBJECT NOT NULL,
  registered_at BIGINT NOT NULL,           -- microseconds since 1970-01-01T00:00:00Z
  registered_by VARCHAR(200) NOT NULL,
  PRIMARY KEY (name, version)
);

-- How far each Axon event processor has come; the names are Axon's own.
CREATE TABLE TokenEntry (
  processorName VARCHAR(255) NOT NULL,
  segment       INTEGER NOT NULL,
  mask          INTEGER NOT NULL,
  token         BLOB,
  tokenType     VARCHAR(255),
  timestamp     VARCHAR(255),
  owner         VARCHAR(255),
  PRIMARY KEY (processorName, segment)
);
