-- When an open saga is to be looked at again, and up to which position of the log the table is
-- right: it is written behind the log, in batches. What came after is in the log's last rows.
ALTER TABLE open_saga ADD COLUMN look_at BIGINT DEFAULT 0 NOT NULL; -- microseconds since 1970-01-01T00:00:00Z

CREATE TABLE open_saga_as_of (
  position BIGINT NOT NULL
);

INSERT INTO open_saga_as_of SELECT COALESCE(MAX(position + event_count - 1), 0) FROM log;
