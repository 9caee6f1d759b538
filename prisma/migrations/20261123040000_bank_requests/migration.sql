-- What the bank asked of us, word for word; deposits that wait for an owner; money given back outside of us; the bank's
-- own lists to compare with.

------------------------------------------------------------------------------------------------------------------
-- Requests of the banks
------------------------------------------------------------------------------------------------------------------

-- Every request to a webhook, refused ones too. What was stored is logged in the transaction that stored it, so the log
-- and the deposits cannot disagree. Old rows are deleted by the retention job; none is ever changed.
CREATE TABLE bank_request (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  received_at timestamptz NOT NULL DEFAULT sunap_now(),
  provider text NOT NULL,              -- which contract: standard, nice
  source_address text,
  headers jsonb NOT NULL,              -- {name: value}, without signatures and secrets
  body bytea NOT NULL,                 -- as it came (a replay reads it again), cut when it was refused
  body_bytes integer NOT NULL,         -- its full length
  is_genuine boolean NOT NULL,         -- signature or source address proved good: only such a request can be replayed
  is_stale boolean NOT NULL DEFAULT false, -- genuine, but signed too long ago
  verdict text NOT NULL,
  status integer NOT NULL,             -- of the answer
  duration_ms double precision NOT NULL,
  replay_of uuid REFERENCES bank_request ON DELETE SET NULL,
  replayed_by uuid REFERENCES app_user,
  CHECK (replay_of IS NULL OR replayed_by IS NOT NULL)
);
CREATE INDEX bank_request_refused_idx ON bank_request (id DESC) WHERE status <> 200;
CREATE INDEX bank_request_replay_idx ON bank_request (replay_of) WHERE replay_of IS NOT NULL;
CREATE INDEX bank_request_received_idx ON bank_request USING brin (received_at);

-- Only the foreign key of a deleted original may still be cleared.
CREATE FUNCTION guard_bank_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(OLD) - 'replay_of') IS DISTINCT FROM (to_jsonb(NEW) - 'replay_of') OR NEW.replay_of IS NOT NULL THEN
    RAISE EXCEPTION 'the log of bank requests is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bank_request_guard BEFORE UPDATE ON bank_request
  FOR EACH ROW EXECUTE FUNCTION guard_bank_request();

------------------------------------------------------------------------------------------------------------------
-- Deposits that wait for an owner
------------------------------------------------------------------------------------------------------------------

-- The received deposits that are no payment and were not cancelled: what an operator has to look at. Derived, and kept
-- by triggers, as "which of all deposits have no payment?" would read all of them.
CREATE TABLE unmatched_deposit (
  deposit_id uuid PRIMARY KEY REFERENCES deposit
);

-- At the commit, when it is known whether the deposit has become a payment.
CREATE FUNCTION note_unmatched_deposit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unmatched_deposit (deposit_id)
  SELECT NEW.id
  WHERE NOT EXISTS (SELECT FROM payment p WHERE p.deposit_id = NEW.id)
    AND NOT EXISTS (SELECT FROM deposit c WHERE c.kind = 'CANCELED' AND c.bank_code = NEW.bank_code
                                            AND c.original_transaction_id = NEW.transaction_id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER deposit_unmatched AFTER INSERT ON deposit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'RECEIVED')
  EXECUTE FUNCTION note_unmatched_deposit();

CREATE FUNCTION drop_unmatched_deposit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'payment' THEN
    DELETE FROM unmatched_deposit u WHERE u.deposit_id = NEW.deposit_id;
  ELSE
    DELETE FROM unmatched_deposit u USING deposit d
    WHERE u.deposit_id = d.id AND d.bank_code = NEW.bank_code AND d.transaction_id = NEW.original_transaction_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_matches_deposit AFTER INSERT ON payment
  FOR EACH ROW EXECUTE FUNCTION drop_unmatched_deposit();
CREATE TRIGGER deposit_cancels_unmatched AFTER INSERT ON deposit
  FOR EACH ROW WHEN (NEW.kind = 'CANCELED') EXECUTE FUNCTION drop_unmatched_deposit();

INSERT INTO unmatched_deposit (deposit_id)
SELECT d.id FROM deposit d
WHERE d.kind = 'RECEIVED'
  AND NOT EXISTS (SELECT FROM payment p WHERE p.deposit_id = d.id)
  AND NOT EXISTS (SELECT FROM deposit c WHERE c.kind = 'CANCELED' AND c.bank_code = d.bank_code
                                          AND c.original_transaction_id = d.transaction_id);

------------------------------------------------------------------------------------------------------------------
-- Why a payment is linked where it is
------------------------------------------------------------------------------------------------------------------

-- What decides to which bill a payment belongs (rule R5), as facts: the newest link by hand; the bill whose life
-- contains the transfer; else how the last bill ended that had begun before it. As JSON in the shape that
-- server/payments/link-reason.ts reads, for the lists of both sides.
CREATE FUNCTION payment_link_facts(of_payment_id uuid) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object(
    'linkedAt', (SELECT max(l.linked_at) FROM payment_link l WHERE l.payment_id = p.id),
    'billIssuedAt', b.issued_at,
    'lastBillStatus', last.status,
    'lastBillEndedAt', last.ended_at)
  FROM payment_with_bill p
  LEFT JOIN bill b ON b.id = p.bill_id
  LEFT JOIN LATERAL (
    SELECT e.status, e.ended_at FROM bill e
    WHERE e.trade_relationship_id = p.trade_relationship_id AND e.issued_at <= p.traded_at
    ORDER BY e.issued_at DESC LIMIT 1
  ) last ON p.bill_id IS NULL
  WHERE p.id = of_payment_id
$$;

------------------------------------------------------------------------------------------------------------------
-- Money that a distributor gave back by itself
------------------------------------------------------------------------------------------------------------------

-- A note on a payment; no money of ours moves, and no figure changes. A wrong one is taken back by a row that names it.
CREATE TABLE payment_refund_note (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  payment_id uuid NOT NULL,
  trade_relationship_id uuid NOT NULL,
  amount_won bigint NOT NULL CHECK (amount_won > 0),
  refunded_on date NOT NULL,
  note text NOT NULL CHECK (btrim(note) <> ''),
  recorded_by uuid NOT NULL REFERENCES app_user,
  recorded_at timestamptz NOT NULL DEFAULT sunap_now(),
  retracts_id uuid UNIQUE,
  UNIQUE (id, payment_id, amount_won),
  FOREIGN KEY (payment_id, trade_relationship_id) REFERENCES payment (id, trade_relationship_id),
  FOREIGN KEY (retracts_id, payment_id, amount_won) REFERENCES payment_refund_note (id, payment_id, amount_won)
);
CREATE INDEX payment_refund_note_payment_idx ON payment_refund_note (payment_id, id);

-- The notes of a payment that stand, oldest first, for the lists of both sides.
CREATE FUNCTION payment_refund_facts(of_payment_id uuid) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'refundNoteId', n.id, 'amountWon', n.amount_won::text, 'refundedOn', n.refunded_on, 'note', n.note)
           ORDER BY n.id), '[]')
  FROM payment_refund_note n
  WHERE n.payment_id = of_payment_id AND n.retracts_id IS NULL
    AND NOT EXISTS (SELECT FROM payment_refund_note r WHERE r.retracts_id = n.id)
$$;
CREATE TRIGGER payment_refund_note_append_only BEFORE UPDATE OR DELETE ON payment_refund_note
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_refund_note_no_truncate BEFORE TRUNCATE ON payment_refund_note
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

------------------------------------------------------------------------------------------------------------------
-- The bank's own list of a day
------------------------------------------------------------------------------------------------------------------

CREATE TABLE bank_list (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  bank_code text NOT NULL CHECK (bank_code ~ '^[0-9]{3}$'),
  traded_on date NOT NULL,             -- the Seoul day that it covers
  file_name text NOT NULL,
  file_sha256 text NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid NOT NULL REFERENCES app_user,
  uploaded_at timestamptz NOT NULL DEFAULT sunap_now()
);

CREATE TABLE bank_list_row (
  bank_list_id uuid NOT NULL REFERENCES bank_list,
  line_no integer NOT NULL,            -- in the file, from 1
  kind deposit_kind NOT NULL,
  transaction_id text NOT NULL,
  original_transaction_id text,
  account_number text NOT NULL,
  depositor_name text,
  amount_won bigint NOT NULL CHECK (amount_won > 0),
  traded_at timestamptz NOT NULL,
  PRIMARY KEY (bank_list_id, line_no),
  UNIQUE (bank_list_id, transaction_id),
  CHECK ((kind = 'CANCELED') = (original_transaction_id IS NOT NULL))
);
-- Deposits come in the order of their transfers, more or less: a day of them lies in a few blocks.
CREATE INDEX deposit_traded_idx ON deposit USING brin (traded_at) WITH (pages_per_range = 16);
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['bank_list', 'bank_list_row'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_append_only BEFORE UPDATE OR DELETE ON %1$s
                      FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER %1$s_no_truncate BEFORE TRUNCATE ON %1$s
                      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
