-- Text messages: a message belongs to one medium at every moment, and may leave the chat for good, never come back.

ALTER TABLE notification
  ADD CONSTRAINT notification_medium_channel_check CHECK ((medium = 'SMS') = starts_with(channel, 'sms:')),
  ADD CONSTRAINT notification_medium_recipient_check CHECK (medium = 'CHAT' OR recipient = 'STORE');

-- Never both: what may have reached the chat, or has come to an end there, does not move to the phone.
CREATE FUNCTION check_reroute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.medium <> 'CHAT' OR OLD.maybe_sent OR OLD.ended_at IS NOT NULL OR NEW.state <> 'QUEUED' THEN
    RAISE EXCEPTION 'message % can''t change from % to %', OLD.id, OLD.medium, NEW.medium
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER notification_reroute BEFORE UPDATE OF medium ON notification
  FOR EACH ROW WHEN (NEW.medium IS DISTINCT FROM OLD.medium) EXECUTE FUNCTION check_reroute();
