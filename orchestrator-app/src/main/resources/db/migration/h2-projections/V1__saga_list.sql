-- The list of sagas: one row a saga, written by an event processor a moment after the log. Nothing
-- is decided on it; all of it can be deleted and is then rebuilt from the log.
CREATE TABLE saga_list (
  saga_key           BIGINT PRIMARY KEY,
  id                 VARCHAR(128) NOT NULL,
  definition_name    VARCHAR(63) NOT NULL,
  definition_version INT NOT NULL,
  status             VARCHAR(16) NOT NULL,
  backward           BOOLEAN NOT NULL,
  event_count        BIGINT NOT NULL,      -- a row never goes back to fewer
  started_at         BIGINT NOT NULL,      -- microseconds since 1970-01-01T00:00:00Z
  updated_at         BIGINT NOT NULL,      -- of its newest event; the same unit
  ended_at           BIGINT,               -- the same unit
  with_losses        BOOLEAN NOT NULL,
  questions          INT NOT NULL,         -- how many are open
  divergences        VARCHAR(400) NOT NULL, -- kinds, with commas between
  details            VARCHAR(30000) NOT NULL, -- canonical JSON object of what is only shown
  words              VARCHAR(1000) NOT NULL, -- lower case: what q looks at
  unreadable         VARCHAR(400)          -- why the saga cannot be read
);

-- Every page is read along one of these. All grow at a few ends, since sagas start in this order.
CREATE INDEX saga_list_started ON saga_list (started_at DESC, saga_key DESC);
CREATE INDEX saga_list_status ON saga_list (status, started_at DESC, saga_key DESC);
CREATE INDEX saga_list_definition
  ON saga_list (definition_name, status, started_at DESC, saga_key DESC);

-- What sagas are found by: attributes and kinds of divergence. Long content is a digest.
CREATE TABLE saga_list_term (
  field      VARCHAR(200) NOT NULL,
  content    VARCHAR(200) NOT NULL,
  started_at BIGINT NOT NULL,
  saga_key   BIGINT NOT NULL
);
CREATE UNIQUE INDEX saga_list_term_order
  ON saga_list_term (field, content, started_at DESC, saga_key DESC);

-- One row: how far the list has come, in the transaction of the rows it speaks of.
CREATE TABLE saga_list_progress (
  version  INT PRIMARY KEY,                -- the form of the rows; another one rebuilds the list
  position BIGINT NOT NULL,
  target   BIGINT NOT NULL                 -- the log's head when the rebuild began
);

-- How far the processors have come; the names are Axon's own.
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
