-- What operators and distributors see of the messages, fast beside any number of messages that were sent.

-- A distributor's messages by state, and the whole queue in one index-only scan.
CREATE INDEX notification_unsent_idx ON notification (distributor_id, state, id DESC)
  INCLUDE (medium, kind, due_at, queued_at) WHERE state <> 'SENT';
CREATE INDEX notification_sent_of_idx ON notification (distributor_id, id DESC) WHERE state = 'SENT';

-- The requests of the last minute: the use of the shared rate.
CREATE INDEX notification_event_slot_idx ON notification_event (slot_at) WHERE slot_at IS NOT NULL;

-- Open circuit breakers, among the limits of any number of channels.
CREATE INDEX rate_bucket_open_idx ON rate_bucket (open_since) WHERE open_since IS NOT NULL;
