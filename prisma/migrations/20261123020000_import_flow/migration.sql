-- Billing by file: the columns that a distributor's files have are remembered, cells are fixed as an overlay over the
-- file's own, rows of one store are summed, a batch can be taken back before its messages leave, and progress is told
-- while a transaction is still open.

------------------------------------------------------------------------------------------------------------------
-- What a distributor wants, and what it taught us
------------------------------------------------------------------------------------------------------------------

CREATE TABLE import_setting (
  distributor_id uuid PRIMARY KEY REFERENCES distributor,
  hold_seconds integer NOT NULL DEFAULT 60 CHECK (hold_seconds BETWEEN 0 AND 3600), -- 0: messages leave at once
  unusual_ratio integer NOT NULL DEFAULT 3 CHECK (unusual_ratio BETWEEN 2 AND 100), -- N times the last bill is doubtful
  updated_at timestamptz NOT NULL DEFAULT sunap_now(),
  updated_by uuid REFERENCES app_user -- NULL: the product itself
);

-- Which column is what in files with these headings; `shape` is the hash of the tidied headings.
CREATE TABLE import_mapping (
  distributor_id uuid NOT NULL REFERENCES distributor,
  shape text NOT NULL CHECK (shape ~ '^[0-9a-f]{64}$'),
  mapping jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT sunap_now(),
  updated_by uuid NOT NULL REFERENCES app_user,
  PRIMARY KEY (distributor_id, shape)
);

------------------------------------------------------------------------------------------------------------------
-- Imports
------------------------------------------------------------------------------------------------------------------

ALTER TABLE bill_import
  ADD COLUMN shape text CHECK (shape ~ '^[0-9a-f]{64}$'),
  ADD COLUMN mapping_source text NOT NULL DEFAULT 'PROPOSED'
    CHECK (mapping_source IN ('PROPOSED', 'REMEMBERED', 'CHOSEN')),
  ADD COLUMN sheet text,                                  -- of a workbook: the one that is read; NULL: a text file
  ADD COLUMN sheet_names jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN totals jsonb; -- of its rows, as of the last change; NULL: not counted yet

ALTER TABLE bill_import_row
  ADD COLUMN summed boolean NOT NULL DEFAULT false, -- the clerk wants all rows of its store as one bill
  ADD COLUMN merged_into integer,                   -- the line that bills this row's amount too
  ADD COLUMN merged_won bigint;                     -- on that line: the sum

-- Cells as the clerk corrected them. The file's own cells stay in bill_import_row; a row is judged by both together.
CREATE TABLE bill_import_edit (
  bill_import_id uuid NOT NULL REFERENCES bill_import ON DELETE CASCADE,
  line_no integer NOT NULL CHECK (line_no > 0),
  column_index integer NOT NULL CHECK (column_index >= 0), -- 0-based
  value text NOT NULL,
  edited_by uuid NOT NULL REFERENCES app_user,
  edited_at timestamptz NOT NULL DEFAULT sunap_now(),
  PRIMARY KEY (bill_import_id, line_no, column_index)
);

-- How far staging and issuing are. Written by a connection of its own: what a transaction writes cannot be seen while
-- it runs.
CREATE TABLE import_progress (
  id uuid PRIMARY KEY, -- chosen by the browser, so that it can ask before it has an answer
  distributor_id uuid NOT NULL REFERENCES distributor,
  user_id uuid NOT NULL REFERENCES app_user,
  kind text NOT NULL CHECK (kind IN ('STAGE', 'ISSUE')),
  bill_import_id uuid, -- no reference: while it is staged nobody else can see it
  file_name text NOT NULL,
  phase text NOT NULL,
  done integer NOT NULL DEFAULT 0,
  total integer, -- NULL: not known
  state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
  error_code text,
  seq integer NOT NULL DEFAULT 1, -- rises with every change
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX import_progress_distributor_idx ON import_progress (distributor_id, updated_at);

------------------------------------------------------------------------------------------------------------------
-- Batches
------------------------------------------------------------------------------------------------------------------

ALTER TABLE bill_batch
  ADD COLUMN hold_until timestamptz,    -- no message leaves before
  ADD COLUMN taken_back_at timestamptz; -- its bills were cancelled before any message left
CREATE INDEX bill_batch_distributor_idx ON bill_batch (distributor_id, id DESC);
