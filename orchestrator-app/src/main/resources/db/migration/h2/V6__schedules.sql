-- How far each schedule has come, and what people did to it.
CREATE TABLE schedule (
  name      VARCHAR(63) PRIMARY KEY,     -- of the definition
  last_at   BIGINT NOT NULL,             -- the last time that was seen to; microseconds since 1970-01-01T00:00:00Z
  last_saga VARCHAR(128),                -- the last saga that it started
  paused    BOOLEAN NOT NULL
);

CREATE TABLE schedule_act (
  name   VARCHAR(63) NOT NULL,
  at     BIGINT NOT NULL,                -- microseconds since 1970-01-01T00:00:00Z
  type   VARCHAR(16) NOT NULL,
  who    VARCHAR(200) NOT NULL,
  reason VARCHAR(10000) NOT NULL
);
CREATE INDEX schedule_act_name ON schedule_act (name, at);
