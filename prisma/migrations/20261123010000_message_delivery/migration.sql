-- Message delivery: the shared limits, fair turns between distributors, the life of each message.
-- Additive: workers of the version before keep running while the new ones start.

------------------------------------------------------------------------------------------------------------------
-- Shared limits
------------------------------------------------------------------------------------------------------------------

ALTER TABLE rate_bucket
  ADD COLUMN free_slots timestamptz[] NOT NULL DEFAULT '{}', -- given back while later ones were taken already
  ADD COLUMN slot_at timestamptz,                            -- the last slot that was taken
  ADD COLUMN granted bigint NOT NULL DEFAULT 0,              -- counters since the row was made
  ADD COLUMN returned bigint NOT NULL DEFAULT 0,
  ADD COLUMN refused bigint NOT NULL DEFAULT 0,              -- by the server: 429
  ADD COLUMN refused_at timestamptz,
  ADD COLUMN server_burst integer,                           -- what the last refusal implied
  ADD COLUMN failures integer NOT NULL DEFAULT 0,            -- in a row
  ADD COLUMN failed_at timestamptz,                          -- when the last of them was counted
  ADD COLUMN failure text,                                   -- the last one's reason
  ADD COLUMN open_since timestamptz,                         -- the circuit breaker is open
  ADD COLUMN probe_at timestamptz NOT NULL DEFAULT '-infinity', -- while open: no slot begins before
  ADD COLUMN probe_every_ms double precision NOT NULL DEFAULT 0, -- while open: one slot in this time
  ADD CONSTRAINT rate_bucket_open_check CHECK (open_since IS NULL OR failures > 0);

-- Takes one slot of every limit named, at the same instant, or none (GCRA: a slot every `intervals_us`, up to `bursts`
-- at once after idling). While a limit's circuit breaker is open its slots come one in `probe_every`: the probes.
--   at: from when on (NULL: now); patience: how far in the future the slot may lie.
-- Returns the slot's instant and the wait until then. slot_at is NULL when patience did not suffice; wait_ms then says
-- how long until one would be free, and limited_by which limit is the narrowest. arrivals (one a key) are for
-- return_slot. One round trip. Advisory locks in the fixed order of their numbers order all takers; transaction-level,
-- so that a connection pooler may stand between.
CREATE FUNCTION take_slots(
  keys text[], intervals_us bigint[], bursts integer[], patience interval, at timestamptz DEFAULT NULL,
  OUT slot_at timestamptz, OUT wait_ms double precision, OUT arrivals timestamptz[], OUT limited_by text
) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  asked_at timestamptz;
  step interval;
  lead interval;
  arrival timestamptz;
  reusable timestamptz;
BEGIN
  IF cardinality(keys) = 1 THEN -- what every message asks for: one statement
    PERFORM pg_advisory_xact_lock(hashtextextended('rate_bucket:' || keys[1], 0));
    asked_at := coalesce(at, clock_timestamp()); -- after the lock: time spent waiting for it counts
    step := intervals_us[1] * interval '1 microsecond';
    lead := (bursts[1] - 1) * step;
    INSERT INTO rate_bucket AS b (key, theoretical_arrival_at, slot_at, granted)
      VALUES (keys[1], asked_at + step, asked_at, 1)
      ON CONFLICT (key) DO UPDATE
        SET slot_at = greatest(asked_at, b.theoretical_arrival_at - lead, b.blocked_until),
            theoretical_arrival_at =
              greatest(b.theoretical_arrival_at, greatest(asked_at, b.theoretical_arrival_at - lead, b.blocked_until))
              + step,
            granted = b.granted + 1
        WHERE b.open_since IS NULL AND b.free_slots = '{}'
          AND greatest(b.theoretical_arrival_at - lead, b.blocked_until) <= asked_at + patience
      RETURNING b.slot_at, b.theoretical_arrival_at INTO slot_at, arrival;
    IF FOUND THEN
      wait_ms := greatest(0, extract(epoch FROM slot_at - clock_timestamp()) * 1000);
      arrivals := ARRAY[arrival];
      RETURN;
    END IF;
  ELSE
    PERFORM pg_advisory_xact_lock(l.id) FROM (
      SELECT hashtextextended('rate_bucket:' || k, 0) AS id FROM unnest(keys) AS k ORDER BY 1
    ) AS l;
    asked_at := coalesce(at, clock_timestamp());
  END IF;

  SELECT greatest(asked_at, n.free_at), n.key, n.reusable INTO slot_at, limited_by, reusable
  FROM (
    SELECT l.key,
           greatest(b.theoretical_arrival_at - (l.burst - 1) * (l.us * interval '1 microsecond'),
                    b.blocked_until, b.probe_at) AS free_at,
           (SELECT min(s) FROM unnest(b.free_slots) AS s
            WHERE s >= greatest(asked_at, b.blocked_until) AND b.open_since IS NULL) AS reusable
    FROM unnest(keys, intervals_us, bursts) AS l(key, us, burst) LEFT JOIN rate_bucket b ON b.key = l.key
  ) AS n
  ORDER BY 1 DESC NULLS LAST LIMIT 1;

  IF cardinality(keys) = 1 AND reusable < slot_at THEN slot_at := reusable; ELSE reusable := NULL; END IF;
  wait_ms := greatest(0, extract(epoch FROM slot_at - clock_timestamp()) * 1000);
  IF slot_at > asked_at + patience THEN
    slot_at := NULL;
  ELSIF reusable IS NOT NULL THEN
    -- The sequence of slots stays as it was: this one has merely changed hands.
    UPDATE rate_bucket b
      SET granted = b.granted + 1,
          free_slots = ARRAY(SELECT s FROM unnest(b.free_slots) AS s WHERE s > asked_at AND s <> reusable)
      WHERE b.key = keys[1];
    arrivals := ARRAY['infinity'::timestamptz];
  ELSE
    WITH taken AS (
      INSERT INTO rate_bucket AS b (key, theoretical_arrival_at, slot_at, granted)
      SELECT l.key, take_slots.slot_at + l.us * interval '1 microsecond', take_slots.slot_at, 1
      FROM unnest(keys, intervals_us) AS l(key, us)
      ON CONFLICT (key) DO UPDATE
        SET theoretical_arrival_at = greatest(b.theoretical_arrival_at, EXCLUDED.slot_at)
                                     + (EXCLUDED.theoretical_arrival_at - EXCLUDED.slot_at),
            slot_at = EXCLUDED.slot_at,
            granted = b.granted + 1,
            free_slots = ARRAY(SELECT s FROM unnest(b.free_slots) AS s WHERE s > asked_at),
            probe_at = CASE WHEN b.open_since IS NULL THEN b.probe_at
                            ELSE EXCLUDED.slot_at + b.probe_every_ms * interval '1 millisecond' END
      RETURNING b.key, b.theoretical_arrival_at
    )
    SELECT array_agg(t.theoretical_arrival_at ORDER BY array_position(keys, t.key)) INTO arrivals FROM taken AS t;
  END IF;
END $$;

-- Gives back a slot that was not used. When no later one has been taken, the limit is as if it never had been; else,
-- while its time has not come, the next taker gets it; else it is lost, which is safe.
--   arrival: what take_slots answered for this key.
CREATE FUNCTION return_slot(bucket text, interval_us bigint, slot_at timestamptz, arrival timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  step interval := interval_us * interval '1 microsecond';
  slot timestamptz := return_slot.slot_at;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rate_bucket:' || bucket, 0));
  UPDATE rate_bucket b
    SET theoretical_arrival_at = b.theoretical_arrival_at - step, returned = b.returned + 1,
        probe_at = CASE WHEN b.probe_at = slot + b.probe_every_ms * interval '1 millisecond' THEN slot -- a probe unused
                        ELSE b.probe_at END
    WHERE b.key = bucket AND b.theoretical_arrival_at = arrival;
  IF NOT FOUND THEN
    UPDATE rate_bucket b SET free_slots = array_append(b.free_slots, slot), returned = b.returned + 1
      WHERE b.key = bucket AND slot > clock_timestamp() AND NOT slot = ANY (b.free_slots);
    RETURN;
  END IF;
  LOOP -- slots before it may have come back already: with the last one gone they are the last
    UPDATE rate_bucket b
      SET theoretical_arrival_at = b.theoretical_arrival_at - step,
          free_slots = array_remove(b.free_slots, b.theoretical_arrival_at - step)
      WHERE b.key = bucket AND b.theoretical_arrival_at - step = ANY (b.free_slots);
    EXIT WHEN NOT FOUND;
  END LOOP;
END $$;

-- The server has refused with 429: no slot of this limit begins before `for_ms` from now, for any worker.
--   burst: what the refusal says about the server's own bucket; NULL when it says nothing.
CREATE FUNCTION refuse_slots(bucket text, for_ms double precision, burst integer) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM block_bucket(bucket, for_ms);
  UPDATE rate_bucket b
    SET refused = b.refused + 1, refused_at = clock_timestamp(), server_burst = coalesce(burst, b.server_burst)
    WHERE b.key = bucket;
END $$;

-- Circuit breaker: a request in `slot_at` failed for a reason that is the service's. After `threshold` failures in a row
-- it opens: slots then come one at a time, `base_ms` apart at first and twice as far after each probe that fails, up to
-- `max_ms`. Once it is open, failures of requests that had left before the last one was counted change
-- nothing.
-- Returns whether it is open now.
CREATE FUNCTION report_failure(
  bucket text, slot_at timestamptz, reason text, threshold integer, base_ms double precision, max_ms double precision
) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  opened boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rate_bucket:' || bucket, 0));
  INSERT INTO rate_bucket AS b (key, theoretical_arrival_at) VALUES (bucket, '-infinity') ON CONFLICT DO NOTHING;
  UPDATE rate_bucket b SET failures = b.failures + 1, failure = reason, failed_at = clock_timestamp()
    WHERE b.key = bucket AND (b.open_since IS NULL OR report_failure.slot_at > b.failed_at);
  IF FOUND THEN
    UPDATE rate_bucket b
      SET open_since = coalesce(b.open_since, clock_timestamp()),
          probe_every_ms = least(base_ms * 2 ^ least(b.failures - threshold, 30), max_ms),
          probe_at = clock_timestamp()
                     + least(base_ms * 2 ^ least(b.failures - threshold, 30), max_ms) * interval '1 millisecond'
      WHERE b.key = bucket AND b.failures >= threshold;
  END IF;
  SELECT b.open_since IS NOT NULL INTO opened FROM rate_bucket b WHERE b.key = bucket;
  RETURN opened;
END $$;

-- A request of these limits succeeded: their breakers close. Writes nothing when all is well, which is nearly always.
CREATE FUNCTION report_success(buckets text[]) RETURNS void LANGUAGE sql VOLATILE AS $$
  UPDATE rate_bucket
  SET failures = 0, failure = NULL, open_since = NULL, probe_at = '-infinity', probe_every_ms = 0
  WHERE key = ANY (buckets) AND failures > 0
$$;

------------------------------------------------------------------------------------------------------------------
-- Messages
------------------------------------------------------------------------------------------------------------------

-- How a message travels: by the chat of the two, or by text message to the store owner's phone.
CREATE TYPE message_medium AS ENUM ('CHAT', 'SMS');
ALTER TABLE store ADD COLUMN medium message_medium NOT NULL DEFAULT 'CHAT'; -- what its owner prefers

ALTER TABLE notification
  ADD COLUMN medium message_medium NOT NULL DEFAULT 'CHAT',
  ADD COLUMN not_before timestamptz, -- it waits until then: the night, or the time in which a batch can be taken back
  ADD COLUMN due_at timestamptz GENERATED ALWAYS AS (
    CASE state
      WHEN 'QUEUED' THEN coalesce(not_before, queued_at)
      WHEN 'RETRYING' THEN next_attempt_at
      WHEN 'SENDING' THEN lease_until
    END) STORED; -- when a worker may take it; NULL: it has ended
CREATE INDEX notification_due_idx ON notification (medium, due_at) WHERE due_at IS NOT NULL;
-- For the turns between distributors: the last waiting message of a sender in a class.
CREATE INDEX notification_turn_idx ON notification (sender, priority) WHERE state = 'QUEUED';
DROP INDEX notification_sender_open_idx;

-- Fair turns inside a class (start-time fair queueing): the tag of the message that was taken last. A sender's next
-- message is tagged no earlier than this, so that nobody saves up turns by being silent.
CREATE TABLE fair_clock (
  class smallint PRIMARY KEY CHECK (class BETWEEN 1 AND 3), -- 3 payment, 2 bill, 1 reminder
  virtual_time integer NOT NULL DEFAULT 0 CHECK (virtual_time >= 0)
);
INSERT INTO fair_clock (class) VALUES (1), (2), (3);

-- The life of a message, as it was: one row for each thing that happened to it after it was queued.
CREATE TABLE notification_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  notification_id uuid NOT NULL REFERENCES notification ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempt integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN
    ('SENT', 'FOUND', 'RETRYING', 'POSTPONED', 'DROPPED', 'FAILED', 'LEASE_LOST', 'REQUEUED', 'REROUTED')),
  slot_at timestamptz, -- the slot it had; NULL when none was used
  detail text
);
CREATE INDEX notification_event_notification_idx ON notification_event (notification_id, id);
CREATE TRIGGER notification_event_no_update BEFORE UPDATE ON notification_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Kill switches: while a row stands, no message of the distributor (NULL: of anybody) is taken. They wait, none is lost.
CREATE TABLE sending_stop (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  distributor_id uuid REFERENCES distributor,
  reason text NOT NULL CHECK (btrim(reason) <> ''),
  stopped_by uuid NOT NULL REFERENCES app_user,
  stopped_at timestamptz NOT NULL DEFAULT sunap_now(),
  UNIQUE NULLS NOT DISTINCT (distributor_id)
);

-- Which database this is. When it turns out to be another one, it was restored from a backup: messages that wait in it
-- may have been sent since, so each is looked for before it is sent.
CREATE TABLE database_identity (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  identity text NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE FUNCTION current_database_identity() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT s.system_identifier || ':' || c.timeline_id || ':' || d.oid || ':' || 'notification'::regclass::oid
  FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d WHERE d.datname = current_database()
$$;
