-- What leaves the product: ERP exports, statements, payouts, the bank calendar's own days, the continuous check.

------------------------------------------------------------------------------------------------------------------
-- ERP export: every payment and every reversal in exactly one file
------------------------------------------------------------------------------------------------------------------

-- The columns that a distributor's ERP takes in.
CREATE TABLE erp_export_format (
  distributor_id uuid PRIMARY KEY REFERENCES distributor,
  columns jsonb NOT NULL,                        -- [{field, header, text}] (server/payments/export/export.schema.ts)
  bank_account_code text NOT NULL DEFAULT '',    -- how the ERP calls the account that the money went to
  updated_at timestamptz NOT NULL DEFAULT sunap_now(),
  updated_by uuid NOT NULL REFERENCES app_user
);

-- One file. Its bytes are kept, so that it can be had again exactly as it was, whatever changes in names, in the
-- format or in the library that writes spreadsheets.
CREATE TABLE erp_export (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  distributor_id uuid NOT NULL REFERENCES distributor,
  number integer NOT NULL CHECK (number > 0), -- the distributor's own count
  created_at timestamptz NOT NULL DEFAULT sunap_now(),
  created_by uuid NOT NULL REFERENCES app_user,
  columns jsonb NOT NULL,
  bank_account_code text NOT NULL,
  entry_count integer NOT NULL CHECK (entry_count > 0),
  csv_content bytea NOT NULL,
  xlsx_content bytea NOT NULL,
  UNIQUE (distributor_id, number),
  UNIQUE (id, distributor_id)
);

CREATE TABLE erp_export_item (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  erp_export_id uuid NOT NULL,
  distributor_id uuid NOT NULL,
  payment_id uuid UNIQUE,
  payment_reversal_id uuid UNIQUE,
  amount_won bigint NOT NULL,
  FOREIGN KEY (erp_export_id, distributor_id) REFERENCES erp_export (id, distributor_id),
  FOREIGN KEY (payment_id, distributor_id, amount_won) REFERENCES payment (id, distributor_id, amount_won),
  FOREIGN KEY (payment_reversal_id, distributor_id, amount_won)
    REFERENCES payment_reversal (id, distributor_id, amount_won),
  CHECK ((payment_id IS NULL) <> (payment_reversal_id IS NULL))
);
CREATE INDEX erp_export_item_export_idx ON erp_export_item (erp_export_id);

-- What no file holds yet. Filled by the database itself with every payment and reversal, so that "new since the last
-- export" neither depends on clocks nor grows slow with the history.
CREATE TABLE erp_export_pending (
  distributor_id uuid NOT NULL,
  entry_id uuid NOT NULL, -- of the payment or the reversal
  kind text NOT NULL CHECK (kind IN ('PAYMENT', 'REVERSAL')),
  PRIMARY KEY (distributor_id, entry_id)
);

CREATE FUNCTION note_erp_export_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO erp_export_pending (distributor_id, entry_id, kind)
    SELECT f.distributor_id, f.id, CASE TG_TABLE_NAME WHEN 'payment' THEN 'PAYMENT' ELSE 'REVERSAL' END FROM fresh f;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_awaits_export AFTER INSERT ON payment
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION note_erp_export_pending();
CREATE TRIGGER payment_reversal_awaits_export AFTER INSERT ON payment_reversal
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION note_erp_export_pending();

INSERT INTO erp_export_pending (distributor_id, entry_id, kind)
  SELECT distributor_id, id, 'PAYMENT' FROM payment
  UNION ALL SELECT distributor_id, id, 'REVERSAL' FROM payment_reversal;

------------------------------------------------------------------------------------------------------------------
-- Statements
------------------------------------------------------------------------------------------------------------------

-- A statement as it was issued. `code` is made of the snapshot's hash: who holds the document can have it checked.
CREATE TABLE statement (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  code text NOT NULL UNIQUE CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  distributor_id uuid NOT NULL REFERENCES distributor,
  trade_relationship_id uuid, -- NULL: all the distributor's stores
  store_id uuid,
  from_on date NOT NULL,
  to_on date NOT NULL,
  issued_at timestamptz NOT NULL DEFAULT sunap_now(),
  issued_by uuid NOT NULL REFERENCES app_user,
  entry_count integer NOT NULL CHECK (entry_count >= 0),
  payment_won bigint NOT NULL CHECK (payment_won >= 0),   -- sums of payments and of reversals; never of bills
  reversal_won bigint NOT NULL CHECK (reversal_won >= 0),
  lines_sha256 text NOT NULL CHECK (lines_sha256 ~ '^[0-9a-f]{64}$'),
  snapshot text NOT NULL, -- JSON as hashed, byte for byte (server/payments/statement/statement.rules.ts)
  FOREIGN KEY (trade_relationship_id, distributor_id, store_id)
    REFERENCES trade_relationship (id, distributor_id, store_id),
  CHECK (from_on <= to_on),
  CHECK ((trade_relationship_id IS NULL) = (store_id IS NULL))
);
-- The same lines once more are the same statement: one code, whoever asks.
CREATE UNIQUE INDEX statement_same_key
  ON statement (distributor_id, trade_relationship_id, from_on, to_on, lines_sha256) NULLS NOT DISTINCT;

------------------------------------------------------------------------------------------------------------------
-- Settlement terms; sums of settlements that do not grow slow
------------------------------------------------------------------------------------------------------------------

ALTER TABLE settlement_contract
  ADD COLUMN vat_included boolean NOT NULL DEFAULT false, -- the agreed fee contains the VAT; it is stored without it all the same
  ADD COLUMN rounding text NOT NULL DEFAULT 'DOWN' CHECK (rounding IN ('DOWN', 'HALF_UP', 'UP'));

-- An item gets its number after it has locked its settlement FOR SHARE: whoever holds the settlement FOR UPDATE knows
-- that every later item has a higher one.
ALTER TABLE settlement_item ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
CREATE INDEX settlement_item_seq_idx ON settlement_item (settlement_id, seq);

-- What the items up to a number come to. A cache of sums over rows that never change; settlement_totals adds the rest.
CREATE TABLE settlement_rollup (
  settlement_id uuid PRIMARY KEY REFERENCES settlement,
  upto_seq bigint NOT NULL,
  payment_count integer NOT NULL,
  reversal_count integer NOT NULL,
  gross_won bigint NOT NULL,
  fee_won bigint NOT NULL,
  vat_won bigint NOT NULL
);

CREATE FUNCTION settlement_totals(settlement_id uuid)
RETURNS TABLE (payment_count integer, reversal_count integer, gross_won bigint, fee_won bigint, vat_won bigint,
               net_won bigint, upto_seq bigint, tail_count integer)
LANGUAGE sql STABLE AS $$
  SELECT (coalesce(r.payment_count, 0) + tail.payments)::integer, (coalesce(r.reversal_count, 0) + tail.reversals)::integer,
         coalesce(r.gross_won, 0) + tail.gross, coalesce(r.fee_won, 0) + tail.fee, coalesce(r.vat_won, 0) + tail.vat,
         coalesce(r.gross_won - r.fee_won - r.vat_won, 0) + tail.gross - tail.fee - tail.vat,
         greatest(r.upto_seq, tail.last), (tail.payments + tail.reversals)::integer
  FROM (SELECT) AS one
  LEFT JOIN settlement_rollup r ON r.settlement_id = $1
  CROSS JOIN LATERAL (
    SELECT count(i.payment_id) AS payments, count(i.payment_reversal_id) AS reversals,
           coalesce(sum(i.gross_won), 0)::bigint AS gross, coalesce(sum(i.fee_won), 0)::bigint AS fee,
           coalesce(sum(i.vat_won), 0)::bigint AS vat, coalesce(max(i.seq), 0) AS last
    FROM settlement_item i
    WHERE i.settlement_id = $1 AND i.seq > coalesce(r.upto_seq, 0)
  ) tail
$$;

-- Takes what has come into a settlement into its sums. The lock waits for items that are under way; the statement after
-- it sees them.
CREATE FUNCTION roll_up_settlement(settlement uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM settlement s WHERE s.id = settlement FOR UPDATE;
  INSERT INTO settlement_rollup AS r
      (settlement_id, upto_seq, payment_count, reversal_count, gross_won, fee_won, vat_won)
    SELECT settlement, t.upto_seq, t.payment_count, t.reversal_count, t.gross_won, t.fee_won, t.vat_won
    FROM settlement_totals(settlement) t
    ON CONFLICT (settlement_id) DO UPDATE
      SET (upto_seq, payment_count, reversal_count, gross_won, fee_won, vat_won)
        = (EXCLUDED.upto_seq, EXCLUDED.payment_count, EXCLUDED.reversal_count, EXCLUDED.gross_won, EXCLUDED.fee_won,
           EXCLUDED.vat_won);
END $$;

-- An item that moves (the bank calendar has changed) leaves one sum and enters another: both are taken anew.
CREATE FUNCTION forget_settlement_rollup() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM settlement_rollup r WHERE r.settlement_id IN (OLD.settlement_id, NEW.settlement_id);
  RETURN NULL;
END $$;
CREATE TRIGGER settlement_item_moves AFTER UPDATE ON settlement_item
  FOR EACH ROW WHEN (OLD.settlement_id IS DISTINCT FROM NEW.settlement_id)
  EXECUTE FUNCTION forget_settlement_rollup();

------------------------------------------------------------------------------------------------------------------
-- Where the money is paid out to: a change needs two admins
------------------------------------------------------------------------------------------------------------------

CREATE TABLE payout_account_change (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  distributor_id uuid NOT NULL REFERENCES distributor,
  bank_code text NOT NULL CHECK (bank_code ~ '^[0-9]{3}$'),
  account_number text NOT NULL CHECK (account_number ~ '^[0-9]{6,20}$'),
  holder_name text NOT NULL CHECK (btrim(holder_name) <> ''),
  reason text NOT NULL CHECK (btrim(reason) <> ''),
  requested_by uuid NOT NULL REFERENCES app_user,
  requested_at timestamptz NOT NULL DEFAULT sunap_now(),
  decision text CHECK (decision IN ('APPROVED', 'REJECTED')),
  decided_by uuid REFERENCES app_user,
  decided_at timestamptz,
  UNIQUE (id, distributor_id),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  -- Whoever asks for it can withdraw it, but another one must approve it.
  CONSTRAINT payout_account_needs_a_second_person CHECK (decision <> 'APPROVED' OR decided_by <> requested_by)
);
CREATE UNIQUE INDEX payout_account_change_open_key ON payout_account_change (distributor_id) WHERE decision IS NULL;
CREATE INDEX payout_account_change_approved_idx ON payout_account_change (distributor_id, decided_at DESC, id DESC)
  WHERE decision = 'APPROVED';

CREATE FUNCTION guard_payout_account_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.decision IS NOT NULL THEN
      RAISE EXCEPTION 'a payout account is asked for first and decided on later' USING ERRCODE = 'check_violation';
    END IF;
  ELSE
    IF (OLD.id, OLD.distributor_id, OLD.bank_code, OLD.account_number, OLD.holder_name, OLD.reason, OLD.requested_by,
        OLD.requested_at)
       IS DISTINCT FROM
       (NEW.id, NEW.distributor_id, NEW.bank_code, NEW.account_number, NEW.holder_name, NEW.reason, NEW.requested_by,
        NEW.requested_at) THEN
      RAISE EXCEPTION 'payout account change % cannot be altered', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.decision IS NOT NULL THEN
      RAISE EXCEPTION 'payout account change % is decided', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  IF NOT EXISTS (
    SELECT FROM app_user u WHERE u.id = coalesce(NEW.decided_by, NEW.requested_by) AND u.role = 'ADMIN'
  ) THEN
    RAISE EXCEPTION 'only an admin asks for or decides on a payout account' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_account_change_guard BEFORE INSERT OR UPDATE ON payout_account_change
  FOR EACH ROW EXECUTE FUNCTION guard_payout_account_change();
CREATE TRIGGER payout_account_change_no_delete BEFORE DELETE ON payout_account_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

------------------------------------------------------------------------------------------------------------------
-- Payouts: one for each closed settlement
------------------------------------------------------------------------------------------------------------------

-- Below zero nothing is paid out, and what is missing is carried into the distributor's next payout: the payouts of a
-- distributor are a chain, so that a debt is carried over once.
CREATE TABLE payout (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  settlement_id uuid NOT NULL UNIQUE,
  distributor_id uuid NOT NULL,
  previous_payout_id uuid UNIQUE,
  net_won bigint NOT NULL, -- of the settlement
  carried_in_won bigint NOT NULL CHECK (carried_in_won <= 0),
  amount_won bigint NOT NULL GENERATED ALWAYS AS (greatest(net_won + carried_in_won, 0)) STORED,
  carried_out_won bigint NOT NULL GENERATED ALWAYS AS (least(net_won + carried_in_won, 0)) STORED,
  status text NOT NULL CHECK (status IN ('NOT_DUE', 'PENDING', 'PAID', 'FAILED')),
  created_at timestamptz NOT NULL DEFAULT sunap_now(),
  UNIQUE (id, distributor_id),
  UNIQUE (id, distributor_id, amount_won),
  FOREIGN KEY (settlement_id, distributor_id) REFERENCES settlement (id, distributor_id),
  FOREIGN KEY (previous_payout_id, distributor_id) REFERENCES payout (id, distributor_id),
  CHECK ((status = 'NOT_DUE') = (net_won + carried_in_won <= 0))
);
CREATE UNIQUE INDEX payout_first_key ON payout (distributor_id) WHERE previous_payout_id IS NULL;
CREATE INDEX payout_distributor_idx ON payout (distributor_id, seq DESC);
CREATE INDEX payout_open_idx ON payout (status, seq) WHERE status IN ('PENDING', 'FAILED');

CREATE TABLE payout_event (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  payout_id uuid NOT NULL,
  distributor_id uuid NOT NULL,
  amount_won bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('CONFIRMED', 'FAILED', 'REPEATED')),
  payout_account_change_id uuid, -- the account that it was paid to
  paid_on date,
  reason text, -- why it failed
  done_by uuid NOT NULL REFERENCES app_user,
  done_at timestamptz NOT NULL DEFAULT sunap_now(),
  FOREIGN KEY (payout_id, distributor_id, amount_won) REFERENCES payout (id, distributor_id, amount_won),
  FOREIGN KEY (payout_account_change_id, distributor_id) REFERENCES payout_account_change (id, distributor_id),
  CHECK ((kind = 'CONFIRMED') = (paid_on IS NOT NULL)),
  CHECK ((kind = 'CONFIRMED') = (payout_account_change_id IS NOT NULL)),
  CHECK ((kind = 'FAILED') = (reason IS NOT NULL))
);
CREATE INDEX payout_event_payout_idx ON payout_event (payout_id, seq);
CREATE TRIGGER payout_event_append_only BEFORE UPDATE OR DELETE ON payout_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_event_no_truncate BEFORE TRUNCATE ON payout_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The status follows the events, and nothing else: PENDING → PAID or FAILED; PAID → FAILED (the bank sent it back);
-- FAILED → PENDING (to be paid out once more).
CREATE FUNCTION apply_payout_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  state text;
  next_state text := CASE NEW.kind WHEN 'CONFIRMED' THEN 'PAID' WHEN 'FAILED' THEN 'FAILED' ELSE 'PENDING' END;
BEGIN
  SELECT p.status INTO state FROM payout p WHERE p.id = NEW.payout_id FOR UPDATE;
  IF NOT ((state, next_state) IN (('PENDING', 'PAID'), ('PENDING', 'FAILED'), ('PAID', 'FAILED'), ('FAILED', 'PENDING'))) THEN
    RAISE EXCEPTION 'payout % is % and cannot become %', NEW.payout_id, state, next_state
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.kind = 'CONFIRMED' AND NEW.payout_account_change_id IS DISTINCT FROM (
    SELECT a.id FROM payout_account_change a
    WHERE a.distributor_id = NEW.distributor_id AND a.decision = 'APPROVED'
    ORDER BY a.decided_at DESC, a.id DESC LIMIT 1
  ) THEN
    RAISE EXCEPTION 'payout % was not paid to the approved account', NEW.payout_id USING ERRCODE = 'check_violation';
  END IF;
  UPDATE payout SET status = next_state WHERE id = NEW.payout_id;
  RETURN NULL;
END $$;
CREATE TRIGGER payout_event_applies AFTER INSERT ON payout_event
  FOR EACH ROW EXECUTE FUNCTION apply_payout_event();

CREATE FUNCTION guard_payout() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_kind text;
BEGIN
  IF (OLD.id, OLD.settlement_id, OLD.distributor_id, OLD.previous_payout_id, OLD.net_won, OLD.carried_in_won, OLD.created_at)
     IS DISTINCT FROM
     (NEW.id, NEW.settlement_id, NEW.distributor_id, NEW.previous_payout_id, NEW.net_won, NEW.carried_in_won, NEW.created_at)
  THEN
    RAISE EXCEPTION 'payout % cannot change', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.status <> NEW.status THEN
    SELECT e.kind INTO last_kind FROM payout_event e WHERE e.payout_id = OLD.id ORDER BY e.seq DESC LIMIT 1;
    IF NEW.status IS DISTINCT FROM
       (CASE last_kind WHEN 'CONFIRMED' THEN 'PAID' WHEN 'FAILED' THEN 'FAILED' WHEN 'REPEATED' THEN 'PENDING' END) THEN
      RAISE EXCEPTION 'payout % became % without an event', OLD.id, NEW.status USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_guard BEFORE UPDATE ON payout FOR EACH ROW EXECUTE FUNCTION guard_payout();
CREATE TRIGGER payout_no_delete BEFORE DELETE ON payout FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The payout of a settlement that has just been closed, at the end of its distributor's chain.
CREATE FUNCTION open_payout(settlement uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  distributor uuid;
  net bigint;
  previous payout;
  carried bigint;
BEGIN
  PERFORM roll_up_settlement(settlement);
  SELECT s.distributor_id, t.net_won INTO distributor, net
    FROM settlement s CROSS JOIN LATERAL settlement_totals(s.id) t WHERE s.id = settlement;
  SELECT * INTO previous FROM payout p WHERE p.distributor_id = distributor ORDER BY p.seq DESC LIMIT 1;
  carried := coalesce(previous.carried_out_won, 0);
  INSERT INTO payout (settlement_id, distributor_id, previous_payout_id, net_won, carried_in_won, status)
    VALUES (settlement, distributor, previous.id, net, carried,
            CASE WHEN net + carried > 0 THEN 'PENDING' ELSE 'NOT_DUE' END);
END $$;

CREATE FUNCTION open_payouts_of_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed uuid;
BEGIN
  FOR closed IN
    SELECT n.id FROM fresh n JOIN former o USING (id)
    WHERE n.status = 'CLOSED' AND o.status = 'OPEN' ORDER BY n.distributor_id, n.payout_on
  LOOP
    PERFORM open_payout(closed);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER settlement_closed_is_paid_out AFTER UPDATE ON settlement
  REFERENCING OLD TABLE AS former NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION open_payouts_of_closed();

DO $$
DECLARE
  closed uuid;
BEGIN
  FOR closed IN SELECT s.id FROM settlement s WHERE s.status = 'CLOSED' ORDER BY s.distributor_id, s.payout_on LOOP
    PERFORM open_payout(closed);
  END LOOP;
END $$;

------------------------------------------------------------------------------------------------------------------
-- The bank calendar
------------------------------------------------------------------------------------------------------------------

-- Days that differ from the published calendar: a holiday announced at short notice, or one that was called off.
CREATE TABLE bank_calendar_day (
  on_day date PRIMARY KEY,
  closed boolean NOT NULL,
  name text NOT NULL CHECK (btrim(name) <> ''),
  set_by uuid NOT NULL REFERENCES app_user,
  set_at timestamptz NOT NULL DEFAULT sunap_now()
);

-- Under which calendar the open settlements' dates were last computed.
CREATE TABLE bank_calendar_applied (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  fingerprint text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT sunap_now()
);

------------------------------------------------------------------------------------------------------------------
-- The continuous check, and the audit trail's search
------------------------------------------------------------------------------------------------------------------

CREATE TABLE integrity_run (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  requested_by uuid REFERENCES app_user, -- NULL: by schedule
  check_count integer NOT NULL CHECK (check_count > 0),
  broken_count integer NOT NULL CHECK (broken_count >= 0),
  results jsonb NOT NULL -- [{check, offenders, samples, tookMs, error}]
);

CREATE INDEX audit_entry_at_idx ON audit_entry (at DESC, id DESC);
CREATE INDEX audit_entry_actor_idx ON audit_entry (actor_id, at DESC, id DESC);
CREATE INDEX audit_entry_action_idx ON audit_entry (action text_pattern_ops, at DESC);

-- What has been handed out, paid out or found stands.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['erp_export', 'erp_export_item', 'statement', 'integrity_run'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_append_only BEFORE UPDATE OR DELETE ON %1$s
                      FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER %1$s_no_truncate BEFORE TRUNCATE ON %1$s
                      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
