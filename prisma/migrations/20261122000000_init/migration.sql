-- The whole domain: identity, trade relationships, bills, imports, deposits and payments, settlements, notifications,
-- the shared rate, the audit trail. What must always hold is held here, by constraints and triggers; the numbers in
-- the comments ("invariant 3") are those of README.md, "What always holds".

CREATE EXTENSION IF NOT EXISTS btree_gist; -- "lives do not overlap" needs = on uuid inside a GiST index

------------------------------------------------------------------------------------------------------------------
-- Clock, ids, guards
------------------------------------------------------------------------------------------------------------------

-- The instant of a business fact: the database's clock, so that all processes agree. Tests replace this function in
-- their own databases, to move time.
CREATE FUNCTION sunap_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT clock_timestamp()
$$;

-- UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. Ids sort by creation, which keyset paging uses.
-- (PostgreSQL brings its own uuidv7() only from version 18.)
CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(
    set_bit(
      set_bit(
        overlay(
          uuid_send(gen_random_uuid())
          PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
          FROM 1 FOR 6),
        52, 1),
      53, 1),
    'hex')::uuid
$$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: the table is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

------------------------------------------------------------------------------------------------------------------
-- Identity (rows written by better-auth)
------------------------------------------------------------------------------------------------------------------

CREATE TYPE user_role AS ENUM ('DISTRIBUTOR', 'STORE', 'ADMIN');

CREATE TABLE app_user (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  role user_role NOT NULL DEFAULT 'STORE', -- the least of the three; staff and admins are made by an admin
  phone_number text UNIQUE CHECK (phone_number ~ '^01[0-9]{8,9}$'),
  phone_number_verified boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE session (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  token text NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX session_user_idx ON session (user_id);

CREATE TABLE account (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_user_idx ON account (user_id);

CREATE TABLE verification (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier_idx ON verification (identifier);

CREATE TABLE rate_limit (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  key text NOT NULL UNIQUE,
  count integer NOT NULL,
  last_request bigint NOT NULL -- Unix milliseconds, as better-auth keeps it
);

------------------------------------------------------------------------------------------------------------------
-- Distributors, stores, trade relationships, virtual accounts
------------------------------------------------------------------------------------------------------------------

CREATE TABLE distributor (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  name text NOT NULL CHECK (btrim(name) <> ''),
  business_number text NOT NULL UNIQUE CHECK (business_number ~ '^[0-9]{10}$'),
  bank_code text NOT NULL CHECK (bank_code ~ '^[0-9]{3}$'), -- the bank its stores' accounts are opened at (rule R2)
  chat_sender text NOT NULL UNIQUE,         -- the chat user in whose name its messages are sent
  notice_channel text NOT NULL UNIQUE,      -- where its staff read "payment received"
  created_at timestamptz NOT NULL DEFAULT sunap_now()
);

CREATE TABLE distributor_staff (
  user_id uuid PRIMARY KEY REFERENCES app_user,
  distributor_id uuid NOT NULL REFERENCES distributor,
  created_at timestamptz NOT NULL DEFAULT sunap_now()
);
CREATE INDEX distributor_staff_distributor_idx ON distributor_staff (distributor_id);

CREATE TABLE store (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  name text NOT NULL CHECK (btrim(name) <> ''),
  business_number text CHECK (business_number ~ '^[0-9]{10}$'),
  owner_name text NOT NULL CHECK (btrim(owner_name) <> ''),
  owner_phone text NOT NULL CHECK (owner_phone ~ '^01[0-9]{8,9}$'), -- whoever proves this number sees the store
  created_at timestamptz NOT NULL DEFAULT sunap_now()
);
CREATE INDEX store_owner_phone_idx ON store (owner_phone);
CREATE UNIQUE INDEX store_business_number_key ON store (business_number) WHERE business_number IS NOT NULL;

CREATE TABLE trade_relationship (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  distributor_id uuid NOT NULL REFERENCES distributor,
  store_id uuid NOT NULL REFERENCES store,
  customer_code text NOT NULL CHECK (btrim(customer_code) <> ''), -- the distributor's ERP code, leading zeros kept
  channel text NOT NULL UNIQUE,                                  -- the chat channel of the two
  created_at timestamptz NOT NULL DEFAULT sunap_now(),
  ended_at timestamptz,
  UNIQUE (distributor_id, store_id),
  UNIQUE (distributor_id, customer_code),
  UNIQUE (id, distributor_id, store_id) -- target of the composite keys that keep tenants apart (invariant 5)
);
CREATE INDEX trade_relationship_store_idx ON trade_relationship (store_id);

-- Invariant 3: an account belongs to at most one relationship (the column holds one; UNIQUE: one account each), and
-- once given it never moves.
CREATE TABLE virtual_account (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  bank_code text NOT NULL CHECK (bank_code ~ '^[0-9]{3}$'),
  account_number text NOT NULL CHECK (account_number ~ '^[0-9]{6,20}$'),
  holder_name text NOT NULL CHECK (btrim(holder_name) <> ''),
  trade_relationship_id uuid UNIQUE REFERENCES trade_relationship,
  given_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT sunap_now(),
  UNIQUE (bank_code, account_number),
  UNIQUE (id, trade_relationship_id),
  CHECK ((trade_relationship_id IS NULL) = (given_at IS NULL))
);
CREATE INDEX virtual_account_free_idx ON virtual_account (bank_code, id) WHERE trade_relationship_id IS NULL;

CREATE FUNCTION guard_virtual_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.trade_relationship_id IS NOT NULL THEN
      RAISE EXCEPTION 'virtual account % is given and cannot be deleted', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF (OLD.bank_code, OLD.account_number) IS DISTINCT FROM (NEW.bank_code, NEW.account_number) THEN
    RAISE EXCEPTION 'the number of virtual account % cannot change', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.trade_relationship_id IS NOT NULL
     AND (OLD.trade_relationship_id, OLD.given_at, OLD.holder_name)
         IS DISTINCT FROM (NEW.trade_relationship_id, NEW.given_at, NEW.holder_name) THEN
    RAISE EXCEPTION 'virtual account % was given and never moves', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER virtual_account_guard BEFORE UPDATE OR DELETE ON virtual_account
  FOR EACH ROW EXECUTE FUNCTION guard_virtual_account();

------------------------------------------------------------------------------------------------------------------
-- Imports (staging) and bills
------------------------------------------------------------------------------------------------------------------

CREATE TYPE bill_import_status AS ENUM ('STAGED', 'ISSUED', 'DISCARDED');

CREATE TABLE bill_import (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  distributor_id uuid NOT NULL REFERENCES distributor,
  created_by uuid NOT NULL REFERENCES app_user,
  created_at timestamptz NOT NULL DEFAULT sunap_now(),
  status bill_import_status NOT NULL DEFAULT 'STAGED',
  version integer NOT NULL DEFAULT 1, -- rises with every change of what would be billed; issuing names it
  file_name text NOT NULL,
  file_sha256 text NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_content bytea NOT NULL,
  encoding text NOT NULL,
  delimiter text NOT NULL,
  header_line_no integer NOT NULL,
  columns jsonb NOT NULL,  -- [{name, samples, isMoney, sumWon}]: the header's columns, in order
  mapping jsonb NOT NULL,  -- which column is what (server/imports/erp-file/mapping.schema.ts)
  defaults jsonb NOT NULL, -- {periodStartOn, periodEndOn, dueOn, memo}: for every row that says nothing itself
  UNIQUE (id, distributor_id)
);
CREATE INDEX bill_import_distributor_idx ON bill_import (distributor_id, id DESC);
CREATE INDEX bill_import_sha_idx ON bill_import (distributor_id, file_sha256);

CREATE TABLE bill_import_row (
  bill_import_id uuid NOT NULL REFERENCES bill_import ON DELETE CASCADE,
  line_no integer NOT NULL,
  cells jsonb NOT NULL,               -- string[] exactly as in the file
  disposition text NOT NULL CHECK (disposition IN ('BILL', 'SKIP', 'FOOTER')),
  customer_code text,
  customer_name text,
  business_number text,
  amount_won bigint,
  period_start_on date,
  period_end_on date,
  due_on date,
  memo text,
  trade_relationship_id uuid REFERENCES trade_relationship,
  problems jsonb NOT NULL DEFAULT '[]', -- [{code, severity, column?, value?, …}] (problem.schema.ts)
  has_error boolean NOT NULL GENERATED ALWAYS AS (problems @> '[{"severity": "error"}]') STORED,
  has_warning boolean NOT NULL GENERATED ALWAYS AS (problems @> '[{"severity": "warning"}]') STORED,
  has_note boolean NOT NULL GENERATED ALWAYS AS (problems @> '[{"severity": "note"}]') STORED,
  skipped boolean NOT NULL DEFAULT false, -- left out by hand
  PRIMARY KEY (bill_import_id, line_no)
);
CREATE INDEX bill_import_row_error_idx ON bill_import_row (bill_import_id, line_no) WHERE has_error;
CREATE INDEX bill_import_row_warning_idx ON bill_import_row (bill_import_id, line_no) WHERE has_warning;
CREATE INDEX bill_import_row_note_idx ON bill_import_row (bill_import_id, line_no) WHERE has_note;
CREATE INDEX bill_import_row_skipped_idx ON bill_import_row (bill_import_id, line_no) WHERE skipped;

CREATE TABLE bill_batch (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  distributor_id uuid NOT NULL REFERENCES distributor,
  bill_import_id uuid NOT NULL UNIQUE, -- one import is issued once, whatever the key says
  idempotency_key uuid NOT NULL,
  issued_by uuid NOT NULL REFERENCES app_user,
  issued_at timestamptz NOT NULL,
  bill_count integer NOT NULL CHECK (bill_count > 0),
  total_won bigint NOT NULL CHECK (total_won > 0),
  UNIQUE (distributor_id, idempotency_key),
  UNIQUE (id, distributor_id),
  FOREIGN KEY (bill_import_id, distributor_id) REFERENCES bill_import (id, distributor_id)
);

CREATE TYPE bill_status AS ENUM ('ACTIVE', 'EXPIRED', 'CANCELED');

CREATE TABLE bill (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  distributor_id uuid NOT NULL,
  store_id uuid NOT NULL,
  trade_relationship_id uuid NOT NULL,
  bill_batch_id uuid,
  amount_won bigint NOT NULL CHECK (amount_won > 0), -- invariant 1
  period_start_on date,
  period_end_on date,
  due_on date,
  memo text,
  status bill_status NOT NULL DEFAULT 'ACTIVE',
  issued_at timestamptz NOT NULL,
  issued_by uuid NOT NULL REFERENCES app_user,
  ended_at timestamptz,
  cancel_reason text,
  canceled_by uuid REFERENCES app_user,
  link_revoked_at timestamptz, -- the message's link no longer opens from then on
  UNIQUE (id, trade_relationship_id),
  FOREIGN KEY (trade_relationship_id, distributor_id, store_id)
    REFERENCES trade_relationship (id, distributor_id, store_id),
  FOREIGN KEY (bill_batch_id, distributor_id) REFERENCES bill_batch (id, distributor_id),
  CHECK (period_start_on <= period_end_on),
  CHECK ((status = 'ACTIVE') = (ended_at IS NULL)),
  CHECK (ended_at > issued_at),
  CHECK ((status = 'CANCELED') = (canceled_by IS NOT NULL)),
  CHECK ((status = 'CANCELED') = (cancel_reason IS NOT NULL)),
  -- Invariant 2, second half: a bill lives [issued_at, ended_at), and the lives of one relationship do not overlap.
  CONSTRAINT bill_lives_do_not_overlap
    EXCLUDE USING gist (trade_relationship_id WITH =, tstzrange(issued_at, ended_at) WITH &&)
);
-- Invariant 2, first half.
CREATE UNIQUE INDEX bill_one_active_key ON bill (trade_relationship_id) WHERE status = 'ACTIVE';
CREATE INDEX bill_distributor_idx ON bill (distributor_id, id DESC);
CREATE INDEX bill_distributor_active_idx ON bill (distributor_id, id DESC) WHERE status = 'ACTIVE';
CREATE INDEX bill_relationship_idx ON bill (trade_relationship_id, issued_at DESC);
CREATE INDEX bill_store_idx ON bill (store_id, id DESC);
CREATE INDEX bill_batch_idx ON bill (bill_batch_id, id) WHERE bill_batch_id IS NOT NULL;

-- Invariant 7: ACTIVE → EXPIRED or ACTIVE → CANCELED; nothing else about an issued bill ever changes.
CREATE FUNCTION guard_bill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.distributor_id, OLD.store_id, OLD.trade_relationship_id, OLD.bill_batch_id, OLD.amount_won,
      OLD.period_start_on, OLD.period_end_on, OLD.due_on, OLD.memo, OLD.issued_at, OLD.issued_by)
     IS DISTINCT FROM
     (NEW.id, NEW.distributor_id, NEW.store_id, NEW.trade_relationship_id, NEW.bill_batch_id, NEW.amount_won,
      NEW.period_start_on, NEW.period_end_on, NEW.due_on, NEW.memo, NEW.issued_at, NEW.issued_by) THEN
    RAISE EXCEPTION 'bill % was issued and cannot change', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.status <> 'ACTIVE'
     AND (OLD.status, OLD.ended_at, OLD.cancel_reason, OLD.canceled_by)
         IS DISTINCT FROM (NEW.status, NEW.ended_at, NEW.cancel_reason, NEW.canceled_by) THEN
    RAISE EXCEPTION 'bill % is % and stays so', OLD.id, OLD.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bill_guard BEFORE UPDATE ON bill FOR EACH ROW EXECUTE FUNCTION guard_bill();
CREATE TRIGGER bill_no_delete BEFORE DELETE ON bill FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bill_no_truncate BEFORE TRUNCATE ON bill FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE unpaid_reminder (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  bill_id uuid NOT NULL REFERENCES bill,
  requested_by uuid NOT NULL REFERENCES app_user,
  requested_at timestamptz NOT NULL DEFAULT sunap_now()
);
CREATE INDEX unpaid_reminder_bill_idx ON unpaid_reminder (bill_id, id DESC);

------------------------------------------------------------------------------------------------------------------
-- Deposits (what the bank said) and payments (whom it belongs to)
------------------------------------------------------------------------------------------------------------------

CREATE TYPE deposit_kind AS ENUM ('RECEIVED', 'CANCELED');

CREATE TABLE deposit (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  kind deposit_kind NOT NULL,
  bank_code text NOT NULL CHECK (bank_code ~ '^[0-9]{3}$'),
  transaction_id text NOT NULL CHECK (transaction_id <> ''),
  original_transaction_id text, -- of a cancellation: which deposit it takes back
  account_number text NOT NULL,
  depositor_name text,
  amount_won bigint NOT NULL CHECK (amount_won > 0), -- invariant 1
  traded_at timestamptz NOT NULL,                     -- the moment of the transfer, by the bank
  received_at timestamptz NOT NULL DEFAULT sunap_now(),
  body text NOT NULL,                                 -- the notice exactly as reported (jsonb would drop and refuse things)
  UNIQUE (bank_code, transaction_id),                 -- invariant 4
  UNIQUE (id, kind, amount_won, traded_at),
  CHECK ((kind = 'CANCELED') = (original_transaction_id IS NOT NULL))
);
-- One deposit is taken back at most once.
CREATE UNIQUE INDEX deposit_one_cancellation_key ON deposit (bank_code, original_transaction_id)
  WHERE kind = 'CANCELED';
CREATE INDEX deposit_account_idx ON deposit (bank_code, account_number, traded_at);

-- Kept aside, not applied. EARLY_CANCELLATION waits for the deposit that it takes back and is then applied by itself;
-- CONFLICT and STALE wait for an operator.
CREATE TYPE held_notice_kind AS ENUM ('EARLY_CANCELLATION', 'CONFLICT', 'STALE');
CREATE TYPE held_notice_resolution AS ENUM ('APPLIED', 'DISMISSED');
CREATE TABLE held_notice (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  kind held_notice_kind NOT NULL,
  reason text NOT NULL CHECK (reason IN
    ('ORIGINAL_MISSING', 'CONTENT_DIFFERS', 'ORIGINAL_DIFFERS', 'ALREADY_CANCELED', 'STALE', 'FUTURE')),
  bank_code text NOT NULL,
  transaction_id text NOT NULL,
  original_transaction_id text,
  content_sha256 text NOT NULL, -- of what makes two notices the same, so that a repeat adds nothing
  body text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT sunap_now(),
  resolution held_notice_resolution,
  resolved_at timestamptz,
  resolved_by uuid REFERENCES app_user, -- NULL: applied by itself
  resolution_note text,
  UNIQUE (bank_code, transaction_id, content_sha256),
  CHECK ((resolution IS NULL) = (resolved_at IS NULL))
);
CREATE INDEX held_notice_open_idx ON held_notice (id DESC) WHERE resolution IS NULL;
CREATE INDEX held_notice_original_idx ON held_notice (bank_code, original_transaction_id)
  WHERE kind = 'EARLY_CANCELLATION' AND resolution IS NULL;
CREATE TRIGGER held_notice_no_delete BEFORE DELETE ON held_notice FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- An admin's decision whose an unmatched deposit is.
CREATE TABLE deposit_attribution (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  deposit_id uuid NOT NULL UNIQUE REFERENCES deposit,
  trade_relationship_id uuid NOT NULL REFERENCES trade_relationship,
  attributed_by uuid NOT NULL REFERENCES app_user,
  attributed_at timestamptz NOT NULL DEFAULT sunap_now(),
  reason text NOT NULL CHECK (btrim(reason) <> ''),
  UNIQUE (id, deposit_id, trade_relationship_id)
);

CREATE TABLE payment (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  deposit_id uuid NOT NULL UNIQUE, -- invariant 4: one payment a deposit
  deposit_kind deposit_kind NOT NULL DEFAULT 'RECEIVED' CHECK (deposit_kind = 'RECEIVED'),
  distributor_id uuid NOT NULL,
  store_id uuid NOT NULL,
  trade_relationship_id uuid NOT NULL,
  virtual_account_id uuid,
  deposit_attribution_id uuid,
  amount_won bigint NOT NULL CHECK (amount_won > 0),
  depositor_name text,
  traded_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT sunap_now(),
  UNIQUE (id, trade_relationship_id),
  UNIQUE (id, distributor_id, amount_won),
  -- Amount and moment are the bank's, not ours.
  FOREIGN KEY (deposit_id, deposit_kind, amount_won, traded_at) REFERENCES deposit (id, kind, amount_won, traded_at),
  -- Invariant 5: relationship, distributor and store agree, with each other and with the account.
  FOREIGN KEY (trade_relationship_id, distributor_id, store_id)
    REFERENCES trade_relationship (id, distributor_id, store_id),
  FOREIGN KEY (virtual_account_id, trade_relationship_id) REFERENCES virtual_account (id, trade_relationship_id),
  FOREIGN KEY (deposit_attribution_id, deposit_id, trade_relationship_id)
    REFERENCES deposit_attribution (id, deposit_id, trade_relationship_id),
  CHECK ((virtual_account_id IS NULL) <> (deposit_attribution_id IS NULL))
);
CREATE INDEX payment_distributor_idx ON payment (distributor_id, traded_at DESC, id DESC);
CREATE INDEX payment_store_idx ON payment (store_id, traded_at DESC, id DESC);
CREATE INDEX payment_relationship_idx ON payment (trade_relationship_id, traded_at DESC, id DESC);

-- The counter-entry of a cancelled deposit (invariant 6: once, and of the same amount).
CREATE TABLE payment_reversal (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  payment_id uuid NOT NULL UNIQUE,
  distributor_id uuid NOT NULL,
  deposit_id uuid NOT NULL UNIQUE,
  deposit_kind deposit_kind NOT NULL DEFAULT 'CANCELED' CHECK (deposit_kind = 'CANCELED'),
  amount_won bigint NOT NULL CHECK (amount_won > 0),
  traded_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT sunap_now(),
  UNIQUE (id, distributor_id, amount_won),
  FOREIGN KEY (payment_id, distributor_id, amount_won) REFERENCES payment (id, distributor_id, amount_won),
  FOREIGN KEY (deposit_id, deposit_kind, amount_won, traded_at) REFERENCES deposit (id, kind, amount_won, traded_at)
);
CREATE INDEX payment_reversal_distributor_idx ON payment_reversal (distributor_id, traded_at DESC, id DESC);

-- A hand-made link to a bill, or (bill_id NULL) to none. The newest row wins; rule R5.
CREATE TABLE payment_link (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  payment_id uuid NOT NULL,
  trade_relationship_id uuid NOT NULL,
  bill_id uuid,
  linked_by uuid NOT NULL REFERENCES app_user,
  linked_at timestamptz NOT NULL DEFAULT sunap_now(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  FOREIGN KEY (payment_id, trade_relationship_id) REFERENCES payment (id, trade_relationship_id),
  FOREIGN KEY (bill_id, trade_relationship_id) REFERENCES bill (id, trade_relationship_id)
);
CREATE INDEX payment_link_payment_idx ON payment_link (payment_id, seq DESC);
CREATE INDEX payment_link_bill_idx ON payment_link (bill_id) WHERE bill_id IS NOT NULL;

-- A payment that is not attributed by hand went to the very account that the bank named.
CREATE FUNCTION guard_payment_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.virtual_account_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM deposit d JOIN virtual_account a USING (bank_code, account_number)
    WHERE d.id = NEW.deposit_id AND a.id = NEW.virtual_account_id
  ) THEN
    RAISE EXCEPTION 'payment % names another account than its deposit', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_account_guard BEFORE INSERT ON payment
  FOR EACH ROW EXECUTE FUNCTION guard_payment_account();

-- A reversal takes back exactly the deposit that its cancellation names.
CREATE FUNCTION guard_payment_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM deposit c
    JOIN deposit d ON d.bank_code = c.bank_code AND d.transaction_id = c.original_transaction_id
                  AND d.account_number = c.account_number
    JOIN payment p ON p.deposit_id = d.id
    WHERE c.id = NEW.deposit_id AND p.id = NEW.payment_id
  ) THEN
    RAISE EXCEPTION 'reversal % does not match its cancellation', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_reversal_guard BEFORE INSERT ON payment_reversal
  FOR EACH ROW EXECUTE FUNCTION guard_payment_reversal();

-- A cancelled deposit can no longer be attributed.
CREATE FUNCTION guard_deposit_attribution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM deposit d
    JOIN deposit c ON c.bank_code = d.bank_code AND c.original_transaction_id = d.transaction_id AND c.kind = 'CANCELED'
    WHERE d.id = NEW.deposit_id
  ) THEN
    RAISE EXCEPTION 'deposit % was cancelled', NEW.deposit_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deposit_attribution_guard BEFORE INSERT ON deposit_attribution
  FOR EACH ROW EXECUTE FUNCTION guard_deposit_attribution();

-- Invariant 6: append-only.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['deposit', 'deposit_attribution', 'payment', 'payment_reversal', 'payment_link'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_append_only BEFORE UPDATE OR DELETE ON %1$s
                      FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER %1$s_no_truncate BEFORE TRUNCATE ON %1$s
                      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- Which bill a payment belongs to (rule R5): the newest hand-made link if there is one, else the bill whose life
-- contains the moment of the transfer, else none. Derived, so the order in which notices arrive cannot matter.
CREATE VIEW payment_with_bill AS
SELECT p.*,
       CASE WHEN hand.seq IS NULL THEN lived.id ELSE hand.bill_id END AS bill_id,
       hand.seq IS NOT NULL AS linked_by_hand,
       reversal.id AS payment_reversal_id,
       reversal.traded_at AS reversed_at
FROM payment p
LEFT JOIN LATERAL (
  SELECT l.seq, l.bill_id FROM payment_link l WHERE l.payment_id = p.id ORDER BY l.seq DESC LIMIT 1
) hand ON true
LEFT JOIN LATERAL (
  SELECT b.id FROM bill b
  WHERE b.trade_relationship_id = p.trade_relationship_id
    AND tstzrange(b.issued_at, b.ended_at) @> p.traded_at
) lived ON hand.seq IS NULL
LEFT JOIN payment_reversal reversal ON reversal.payment_id = p.id;

-- What has come in for a bill, net of reversals.
CREATE FUNCTION bill_collected_won(bill) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum(p.amount_won), 0)::bigint
  FROM (
    SELECT p.id, p.amount_won FROM payment p
    WHERE p.trade_relationship_id = $1.trade_relationship_id
      AND p.traded_at >= $1.issued_at AND (p.traded_at < $1.ended_at OR $1.ended_at IS NULL)
      AND NOT EXISTS (SELECT FROM payment_link l WHERE l.payment_id = p.id)
    UNION ALL
    SELECT p.id, p.amount_won FROM payment p
    WHERE p.id IN (SELECT l.payment_id FROM payment_link l WHERE l.bill_id = $1.id)
      AND (SELECT l.bill_id FROM payment_link l WHERE l.payment_id = p.id ORDER BY l.seq DESC LIMIT 1) = $1.id
  ) p
  WHERE NOT EXISTS (SELECT FROM payment_reversal r WHERE r.payment_id = p.id)
$$;

------------------------------------------------------------------------------------------------------------------
-- Settlements
------------------------------------------------------------------------------------------------------------------

CREATE TABLE settlement_contract (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  distributor_id uuid NOT NULL REFERENCES distributor,
  effective_from_on date NOT NULL,
  business_days integer NOT NULL CHECK (business_days BETWEEN 0 AND 30),  -- T+N
  cutoff_time time NOT NULL,                                             -- Seoul; a transfer at or after it counts as the next day's
  fee_won bigint NOT NULL CHECK (fee_won >= 0),                           -- per deposit, without VAT
  fee_rate_bps integer NOT NULL CHECK (fee_rate_bps BETWEEN 0 AND 10000), -- of the amount, without VAT
  created_at timestamptz NOT NULL DEFAULT sunap_now(),
  created_by uuid REFERENCES app_user,
  UNIQUE (distributor_id, effective_from_on)
);

CREATE TYPE settlement_status AS ENUM ('OPEN', 'CLOSED');

CREATE TABLE settlement (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  distributor_id uuid NOT NULL REFERENCES distributor,
  payout_on date NOT NULL,
  status settlement_status NOT NULL DEFAULT 'OPEN',
  closed_at timestamptz,
  UNIQUE (distributor_id, payout_on),
  UNIQUE (id, distributor_id),
  CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL))
);
CREATE INDEX settlement_payout_idx ON settlement (payout_on DESC, id DESC);
CREATE INDEX settlement_open_idx ON settlement (distributor_id, payout_on) WHERE status = 'OPEN';

-- One line of a settlement: a payment (positive) or a reversal (negative). Invariants 8 and 9.
CREATE TABLE settlement_item (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  settlement_id uuid NOT NULL,
  distributor_id uuid NOT NULL,
  payment_id uuid UNIQUE,
  payment_reversal_id uuid UNIQUE,
  amount_won bigint NOT NULL CHECK (amount_won > 0), -- as in the payment or reversal
  gross_won bigint NOT NULL GENERATED ALWAYS AS (CASE WHEN payment_id IS NULL THEN -amount_won ELSE amount_won END) STORED,
  fee_won bigint NOT NULL, -- without VAT
  vat_won bigint NOT NULL,
  net_won bigint NOT NULL GENERATED ALWAYS AS
    ((CASE WHEN payment_id IS NULL THEN -amount_won ELSE amount_won END) - fee_won - vat_won) STORED,
  reason text NOT NULL, -- why this date: IN_TIME, AFTER_CUTOFF, LATE_NOTICE (its own settlement was closed)
  created_at timestamptz NOT NULL DEFAULT sunap_now(),
  FOREIGN KEY (settlement_id, distributor_id) REFERENCES settlement (id, distributor_id),
  FOREIGN KEY (payment_id, distributor_id, amount_won) REFERENCES payment (id, distributor_id, amount_won),
  FOREIGN KEY (payment_reversal_id, distributor_id, amount_won)
    REFERENCES payment_reversal (id, distributor_id, amount_won),
  CHECK ((payment_id IS NULL) <> (payment_reversal_id IS NULL)),
  CHECK (CASE WHEN payment_id IS NULL THEN fee_won <= 0 AND vat_won <= 0 ELSE fee_won >= 0 AND vat_won >= 0 END)
);
CREATE INDEX settlement_item_settlement_idx ON settlement_item (settlement_id, id);

-- A settlement is frozen once closed. FOR SHARE makes a closing that is under way wait for items that are under way,
-- and the other way round.
CREATE FUNCTION guard_settlement_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  state settlement_status;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'settlement items are never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.id, OLD.distributor_id, OLD.payment_id, OLD.payment_reversal_id, OLD.amount_won, OLD.fee_won, OLD.vat_won)
       IS DISTINCT FROM
       (NEW.id, NEW.distributor_id, NEW.payment_id, NEW.payment_reversal_id, NEW.amount_won, NEW.fee_won, NEW.vat_won) THEN
      RAISE EXCEPTION 'the amounts of settlement item % cannot change', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT s.status INTO state FROM settlement s WHERE s.id = OLD.settlement_id FOR SHARE;
    IF state = 'CLOSED' THEN
      RAISE EXCEPTION 'settlement % is closed', OLD.settlement_id USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  SELECT s.status INTO state FROM settlement s WHERE s.id = NEW.settlement_id FOR SHARE;
  IF state = 'CLOSED' THEN
    RAISE EXCEPTION 'settlement % is closed', NEW.settlement_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' AND NEW.payment_reversal_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM payment_reversal r JOIN settlement_item i ON i.payment_id = r.payment_id
    WHERE r.id = NEW.payment_reversal_id AND i.fee_won = -NEW.fee_won AND i.vat_won = -NEW.vat_won
  ) THEN
    RAISE EXCEPTION 'the item of reversal % does not negate the original''s fee', NEW.payment_reversal_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_item_guard BEFORE INSERT OR UPDATE OR DELETE ON settlement_item
  FOR EACH ROW EXECUTE FUNCTION guard_settlement_item();
CREATE TRIGGER settlement_item_no_truncate BEFORE TRUNCATE ON settlement_item
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'CLOSED' AND (OLD.distributor_id, OLD.payout_on, OLD.status, OLD.closed_at)
     IS DISTINCT FROM (NEW.distributor_id, NEW.payout_on, NEW.status, NEW.closed_at) THEN
    RAISE EXCEPTION 'settlement % is closed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_guard BEFORE UPDATE ON settlement FOR EACH ROW EXECUTE FUNCTION guard_settlement();
CREATE TRIGGER settlement_no_delete BEFORE DELETE ON settlement FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Invariant 8: when a transaction commits, its payments and reversals stand in a settlement.
CREATE FUNCTION require_settlement_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_TABLE_NAME = 'payment' AND NOT EXISTS (SELECT FROM settlement_item i WHERE i.payment_id = NEW.id))
     OR (TG_TABLE_NAME = 'payment_reversal'
         AND NOT EXISTS (SELECT FROM settlement_item i WHERE i.payment_reversal_id = NEW.id)) THEN
    RAISE EXCEPTION '% % stands in no settlement', TG_TABLE_NAME, NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_is_settled AFTER INSERT ON payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_settlement_item();
CREATE CONSTRAINT TRIGGER payment_reversal_is_settled AFTER INSERT ON payment_reversal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_settlement_item();

------------------------------------------------------------------------------------------------------------------
-- Notifications (the outbox) and the rate that all senders share
------------------------------------------------------------------------------------------------------------------

CREATE TYPE notification_kind AS ENUM
  ('BILL_ISSUED', 'BILL_CANCELED', 'PAYMENT_COMPLETE', 'PAYMENT_RECEIVED', 'PAYMENT_CANCELED', 'UNPAID_REMINDER');
CREATE TYPE notification_recipient AS ENUM ('STORE', 'DISTRIBUTOR');
CREATE TYPE notification_state AS ENUM ('QUEUED', 'SENDING', 'RETRYING', 'SENT', 'DROPPED', 'FAILED');

CREATE TABLE notification (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  seq bigint GENERATED ALWAYS AS IDENTITY, -- the order inside a channel
  kind notification_kind NOT NULL,
  event_id uuid NOT NULL, -- the bill, payment, reversal or reminder that it is about
  recipient notification_recipient NOT NULL,
  distributor_id uuid NOT NULL REFERENCES distributor,
  trade_relationship_id uuid NOT NULL REFERENCES trade_relationship,
  bill_id uuid REFERENCES bill,
  payment_id uuid REFERENCES payment,
  sender text NOT NULL,
  channel text NOT NULL,
  priority integer NOT NULL,
  state notification_state NOT NULL DEFAULT 'QUEUED',
  queued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  lease_until timestamptz, -- while SENDING: a worker that is silent beyond this is taken for dead
  maybe_sent boolean NOT NULL DEFAULT false, -- an attempt ended without an answer: look before sending again
  last_error text,
  sent_at timestamptz,
  text text, -- as it was sent
  provider_message_id text,
  drop_reason text,
  ended_at timestamptz,
  UNIQUE (kind, event_id, recipient), -- invariant 10
  CHECK ((state = 'SENDING') = (lease_until IS NOT NULL)),
  CHECK ((state = 'RETRYING') = (next_attempt_at IS NOT NULL)),
  CHECK ((state = 'SENT') = (sent_at IS NOT NULL)),
  CHECK ((state = 'DROPPED') = (drop_reason IS NOT NULL)),
  CHECK ((state IN ('SENT', 'DROPPED', 'FAILED')) = (ended_at IS NOT NULL))
);
CREATE INDEX notification_channel_open_idx ON notification (channel, seq)
  WHERE state IN ('QUEUED', 'SENDING', 'RETRYING');
CREATE INDEX notification_distributor_idx ON notification (distributor_id, id DESC);
CREATE INDEX notification_sender_open_idx ON notification (sender, kind) WHERE state IN ('QUEUED', 'RETRYING');
CREATE INDEX notification_sent_idx ON notification (sent_at) WHERE state = 'SENT';
CREATE INDEX notification_state_idx ON notification (state, id DESC);
CREATE INDEX notification_bill_idx ON notification (bill_id, id) WHERE bill_id IS NOT NULL;
CREATE INDEX notification_payment_idx ON notification (payment_id, id) WHERE payment_id IS NOT NULL;

-- One row a limit: the theoretical arrival time of GCRA. An ordinary logged table, so that a crash refills nothing.
CREATE TABLE rate_bucket (
  key text PRIMARY KEY,
  theoretical_arrival_at timestamptz NOT NULL,
  blocked_until timestamptz NOT NULL DEFAULT '-infinity' -- the server has refused: nobody sends before
);

-- Takes the next slot of one limit (GCRA: a message every `interval_us`, up to `burst` at once after idling).
--   at: from when on (NULL: now); patience: how far in the future a slot may lie, else none is taken.
-- Returns the slot's instant and the wait until then; slot_at NULL when patience did not suffice, wait_ms then says
-- how long until one would be free. One round trip; the lock orders all takers of a key.
CREATE FUNCTION take_slot(
  bucket text, interval_us bigint, burst integer, patience interval, at timestamptz DEFAULT NULL
) RETURNS TABLE (slot_at timestamptz, wait_ms double precision) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  step interval := interval_us * interval '1 microsecond';
  asked_at timestamptz;
  arrival_at timestamptz;
  blocked_at timestamptz;
  free_at timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rate_bucket:' || bucket, 0));
  asked_at := coalesce(at, clock_timestamp()); -- after the lock: time spent waiting for it counts
  SELECT b.theoretical_arrival_at, b.blocked_until INTO arrival_at, blocked_at FROM rate_bucket b WHERE b.key = bucket;
  free_at := greatest(asked_at, arrival_at - (burst - 1) * step, blocked_at);
  wait_ms := greatest(0, extract(epoch FROM free_at - clock_timestamp()) * 1000);
  IF free_at <= asked_at + patience THEN
    INSERT INTO rate_bucket AS b (key, theoretical_arrival_at) VALUES (bucket, free_at + step)
      ON CONFLICT (key) DO UPDATE
        SET theoretical_arrival_at = greatest(b.theoretical_arrival_at, free_at) + step;
    slot_at := free_at;
  END IF;
  RETURN NEXT;
END $$;

-- The server has refused: no slot of this limit begins before `for_ms` from now.
CREATE FUNCTION block_bucket(bucket text, for_ms double precision) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  until timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rate_bucket:' || bucket, 0));
  until := clock_timestamp() + for_ms * interval '1 millisecond';
  INSERT INTO rate_bucket AS b (key, theoretical_arrival_at, blocked_until) VALUES (bucket, until, until)
    ON CONFLICT (key) DO UPDATE SET blocked_until = greatest(b.blocked_until, until);
END $$;

-- Gives back a slot that was not used, when no later one has been taken since (else it is lost, which is safe).
CREATE FUNCTION return_slot(bucket text, interval_us bigint, slot_at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  step interval := interval_us * interval '1 microsecond';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rate_bucket:' || bucket, 0));
  UPDATE rate_bucket b SET theoretical_arrival_at = b.theoretical_arrival_at - step
    WHERE b.key = bucket AND b.theoretical_arrival_at = slot_at + step;
  RETURN FOUND;
END $$;

------------------------------------------------------------------------------------------------------------------
-- Audit trail
------------------------------------------------------------------------------------------------------------------

CREATE TABLE audit_entry (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  at timestamptz NOT NULL DEFAULT sunap_now(),
  actor_id uuid REFERENCES app_user, -- NULL: the product itself
  distributor_id uuid REFERENCES distributor,
  action text NOT NULL,  -- e.g. bill.cancel
  subject_id uuid,
  details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entry_distributor_idx ON audit_entry (distributor_id, id DESC);
CREATE INDEX audit_entry_subject_idx ON audit_entry (subject_id, id DESC);
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
