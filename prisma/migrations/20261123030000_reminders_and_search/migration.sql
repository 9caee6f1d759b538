-- Bills: finding them by the initial consonants of a store's name, sorting them, correcting one. Reminders: when they
-- may leave, how often, to whom never, and by a schedule. Messages in the reader's language.

CREATE EXTENSION IF NOT EXISTS pg_trgm; -- part of a name, by an index

------------------------------------------------------------------------------------------------------------------
-- Finding a store by its name
------------------------------------------------------------------------------------------------------------------

-- A name without what people leave out when they search: spaces, the case of Latin letters. Syllables are composed
-- (names typed on some systems come as separate letters).
CREATE FUNCTION store_search_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT lower(regexp_replace(normalize(name, NFC), '\s+', '', 'g'))
$$;

-- What is typed to find a store. A Korean keyboard joins two consonants in a row to one letter (ㄱ, ㅅ: ㄳ): apart again.
CREATE FUNCTION store_search_query(query text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(string_agg(
    CASE letter
      WHEN 'ㄳ' THEN 'ㄱㅅ' WHEN 'ㄵ' THEN 'ㄴㅈ' WHEN 'ㄶ' THEN 'ㄴㅎ' WHEN 'ㄺ' THEN 'ㄹㄱ' WHEN 'ㄻ' THEN 'ㄹㅁ'
      WHEN 'ㄼ' THEN 'ㄹㅂ' WHEN 'ㄽ' THEN 'ㄹㅅ' WHEN 'ㄾ' THEN 'ㄹㅌ' WHEN 'ㄿ' THEN 'ㄹㅍ' WHEN 'ㅀ' THEN 'ㄹㅎ'
      WHEN 'ㅄ' THEN 'ㅂㅅ' ELSE letter END, '' ORDER BY at), '')
  FROM regexp_split_to_table(store_search_name(query), '') WITH ORDINALITY AS l (letter, at)
$$;

-- The initial consonants of a search name, two ASCII characters a letter: 김치찌개 and ㄱㅊㅉㄱ are both a0o0n0a0. ASCII, as
-- pg_trgm sees no letters in Hangul when the database's locale is C; two, so that two consonants make a trigram and no
-- match begins inside a letter. Whatever is neither Hangul, Latin letter nor digit is z9: a match here is necessary, not
-- sufficient.
CREATE FUNCTION store_search_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(string_agg(
    CASE
      WHEN ascii(letter) BETWEEN 44032 AND 55203 THEN chr(97 + (ascii(letter) - 44032) / 588) || '0'
      WHEN position(letter IN 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ') > 0
        THEN chr(96 + position(letter IN 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ')) || '0'
      WHEN ascii(letter) BETWEEN 97 AND 122 THEN letter || '1'
      WHEN ascii(letter) BETWEEN 48 AND 57 THEN chr(49 + ascii(letter)) || '2'
      ELSE 'z9'
    END, '' ORDER BY at), '')
  FROM regexp_split_to_table(name, '') WITH ORDINALITY AS l (letter, at)
$$;

-- A regular expression that finds a query in search names: a consonant stands for itself and for each syllable that
-- begins with it. The last syllable's final consonant may be the next one's initial: whoever types 가 and ㄱ has written 각.
CREATE FUNCTION store_search_pattern(query text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  WITH letter AS (
    SELECT l.letter, l.at, ascii(l.letter) - 44032 AS syllable, l.at = max(l.at) OVER () AS is_last,
           position(l.letter IN 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ') - 1 AS consonant
    FROM regexp_split_to_table(query, '') WITH ORDINALITY AS l (letter, at)
  ),
  -- Of each of the 28 finals (the first is none): what of it stays with the syllable, and the initial that it may be.
  final AS (
    SELECT f.stays, f.initial - 1 AS initial, f.at::integer - 1 AS final
    FROM unnest(
      ARRAY[0, 0,0,1,0,4, 4,0,0,8,8, 8,8,8,8,8, 0,0,17,0,0, 0,0,0,0,0, 0,0],
      ARRAY[0, 1,2,10,3,13, 19,4,6,1,7, 8,10,17,18,19, 7,8,10,10,11, 12,13,15,16,17, 18,19]
    ) WITH ORDINALITY AS f (stays, initial, at)
  )
  SELECT coalesce(string_agg(
    CASE
      WHEN l.consonant >= 0
        THEN format('[%s-%s%s]', chr(44032 + l.consonant * 588), chr(44619 + l.consonant * 588), l.letter)
      WHEN l.is_last AND l.syllable BETWEEN 0 AND 11171 AND f.final > 0
        THEN format('(?:%s|%s[%s-%s])', l.letter, chr(44032 + l.syllable - f.final + f.stays),
                    chr(44032 + f.initial * 588), chr(44619 + f.initial * 588))
      WHEN l.letter ~ '^[0-9a-z가-힣]$' THEN l.letter
      ELSE format('[%s]', CASE WHEN l.letter IN ('[', ']', '\', '^') THEN '\' || l.letter ELSE l.letter END)
    END, '' ORDER BY l.at), '')
  FROM letter l LEFT JOIN final f ON l.syllable BETWEEN 0 AND 11171 AND f.final = l.syllable % 28
$$;

ALTER TABLE store
  ADD COLUMN search_name text NOT NULL GENERATED ALWAYS AS (store_search_name(name)) STORED,
  ADD COLUMN search_key text NOT NULL GENERATED ALWAYS AS (store_search_key(store_search_name(name))) STORED;
CREATE INDEX store_search_idx ON store USING gin (search_key gin_trgm_ops);
CREATE INDEX store_name_idx ON store (name COLLATE "C", id); -- Hangul in order of its code points is 가나다

CREATE INDEX trade_relationship_code_idx ON trade_relationship (distributor_id, lower(customer_code) text_pattern_ops);

------------------------------------------------------------------------------------------------------------------
-- Bills
------------------------------------------------------------------------------------------------------------------

-- The bill in whose place this one was issued because it was wrong. At most one bill corrects another.
ALTER TABLE bill
  ADD COLUMN corrects_bill_id uuid,
  ADD CHECK (corrects_bill_id <> id),
  ADD FOREIGN KEY (corrects_bill_id, trade_relationship_id) REFERENCES bill (id, trade_relationship_id);
CREATE UNIQUE INDEX bill_corrects_key ON bill (corrects_bill_id) WHERE corrects_bill_id IS NOT NULL;
CREATE TRIGGER bill_corrects_guard BEFORE UPDATE OF corrects_bill_id ON bill
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Active bills in order of the amount and of the due date. (An infinite date stands for none: it comes last.)
CREATE INDEX bill_active_amount_idx ON bill (distributor_id, amount_won, id) WHERE status = 'ACTIVE';
CREATE INDEX bill_active_due_idx ON bill (distributor_id, coalesce(due_on, 'infinity'), id) WHERE status = 'ACTIVE';

------------------------------------------------------------------------------------------------------------------
-- When messages leave, and reminders
------------------------------------------------------------------------------------------------------------------

-- What a distributor has set; one without a row has the defaults (server/bills/message-policy.rules.ts names them too).
CREATE TABLE message_policy (
  distributor_id uuid PRIMARY KEY REFERENCES distributor,
  night_from time NOT NULL DEFAULT '21:00', -- Seoul. Bills and reminders wait from then …
  night_to time NOT NULL DEFAULT '08:00',   -- … until then; the same time twice: never
  reminder_quiet_hours integer NOT NULL DEFAULT 12 CHECK (reminder_quiet_hours BETWEEN 1 AND 336),
  schedule_on boolean NOT NULL DEFAULT false, -- reminders by themselves
  schedule_weekdays integer NOT NULL DEFAULT 0 CHECK (schedule_weekdays BETWEEN 0 AND 127), -- bit 0 is Monday
  schedule_month_day integer CHECK (schedule_month_day BETWEEN 1 AND 31), -- in shorter months their last day
  schedule_at time NOT NULL DEFAULT '10:00', -- Seoul
  schedule_due_at timestamptz,               -- the next time
  updated_at timestamptz NOT NULL DEFAULT sunap_now(),
  updated_by uuid REFERENCES app_user,
  CHECK ((schedule_due_at IS NOT NULL) = schedule_on),
  CHECK (NOT schedule_on OR (schedule_weekdays > 0) <> (schedule_month_day IS NOT NULL))
);
CREATE INDEX message_policy_due_idx ON message_policy (schedule_due_at) WHERE schedule_due_at IS NOT NULL;

ALTER TABLE unpaid_reminder
  ALTER COLUMN requested_by DROP NOT NULL,  -- NULL: the distributor's schedule
  ADD COLUMN not_before timestamptz;        -- it waits for the morning
CREATE INDEX unpaid_reminder_recent_idx ON unpaid_reminder (greatest(requested_at, not_before));

-- This store is not reminded, by nobody: the distributor wishes it so.
ALTER TABLE trade_relationship ADD COLUMN reminders_off_at timestamptz;
CREATE INDEX trade_relationship_reminders_off_idx ON trade_relationship (distributor_id, id)
  WHERE reminders_off_at IS NOT NULL;

------------------------------------------------------------------------------------------------------------------
-- The language of messages
------------------------------------------------------------------------------------------------------------------

ALTER TABLE store ADD COLUMN language text NOT NULL DEFAULT 'ko' CHECK (language IN ('ko', 'en'));
ALTER TABLE distributor ADD COLUMN language text NOT NULL DEFAULT 'ko' CHECK (language IN ('ko', 'en'));
