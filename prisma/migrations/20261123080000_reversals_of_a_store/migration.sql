-- A store's reversals are found without reading all of its distributor's. The column says what the payment says; it is
-- filled here, so that whoever inserts a reversal need not know of it.
ALTER TABLE payment_reversal ADD COLUMN trade_relationship_id uuid;
ALTER TABLE payment_reversal DISABLE TRIGGER payment_reversal_append_only;
UPDATE payment_reversal r SET trade_relationship_id = p.trade_relationship_id FROM payment p WHERE p.id = r.payment_id;
ALTER TABLE payment_reversal ENABLE TRIGGER payment_reversal_append_only;
ALTER TABLE payment_reversal
  ALTER COLUMN trade_relationship_id SET NOT NULL,
  ADD FOREIGN KEY (payment_id, trade_relationship_id) REFERENCES payment (id, trade_relationship_id);
CREATE INDEX payment_reversal_relationship_idx ON payment_reversal (trade_relationship_id, traded_at DESC, id DESC);

CREATE FUNCTION fill_payment_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.trade_relationship_id IS NULL THEN
    SELECT p.trade_relationship_id INTO NEW.trade_relationship_id FROM payment p WHERE p.id = NEW.payment_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_reversal_fill BEFORE INSERT ON payment_reversal
  FOR EACH ROW EXECUTE FUNCTION fill_payment_reversal();
