-- SPDX-License-Identifier: Apache-2.0
-- The tables of a truce ledger, schema version 1 (docs/ledger.md). Days are ISO 8601 text; names in lists keep the
-- order of the text, from 1; a "words" column holds a name for comparing: case folded, each word between spaces.

CREATE TABLE reports (
  report_key  INTEGER PRIMARY KEY,
  report_id   TEXT NOT NULL UNIQUE,               -- SHA-256 of the file's bytes
  text_hash   TEXT NOT NULL,                      -- SHA-256 of the normalized text: equal in copies
  name        TEXT NOT NULL,                      -- of the file, without folder and .txt
  path        TEXT NOT NULL,                      -- as it was read
  outlet      TEXT NOT NULL,
  outlet_words TEXT NOT NULL,
  title       TEXT NOT NULL,
  source      TEXT NOT NULL,                      -- the header's Source: line
  report_date TEXT CHECK (date(report_date) IS report_date),
  size_bytes  INTEGER NOT NULL,
  body_start  INTEGER NOT NULL,
  body_end    INTEGER NOT NULL,
  CHECK (0 <= body_start AND body_start < body_end AND body_end <= size_bytes)
) STRICT;
CREATE INDEX reports_by_text ON reports (text_hash);
CREATE INDEX reports_by_date ON reports (report_date, name);

CREATE TABLE claims (
  claim_key   INTEGER PRIMARY KEY,
  report_key  INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position    INTEGER NOT NULL,                   -- in the order of the text, from 1
  claim_id    TEXT NOT NULL,                      -- c1, c2, … within the report
  quote       TEXT NOT NULL,
  span_start  INTEGER NOT NULL,                   -- of the quote, in bytes of the report
  span_end    INTEGER NOT NULL,
  act         TEXT NOT NULL,
  status      TEXT NOT NULL,
  actor_text  TEXT,
  target_text TEXT,
  quantity_min       ANY CHECK (typeof(quantity_min) IN ('null', 'integer', 'real')),
  quantity_max       ANY CHECK (typeof(quantity_max) IN ('null', 'integer', 'real')),
  quantity_qualifier TEXT,
  quantity_of        TEXT,
  quantity_kind      TEXT,                        -- NULL where the claim has no quantity
  quantity_measure   TEXT,
  quantity_per       TEXT,
  quantity_total     ANY CHECK (typeof(quantity_total) IN ('null', 'integer', 'real')),
  time_start    TEXT CHECK (date(time_start) IS time_start),
  time_end      TEXT CHECK (date(time_end) IS time_end),
  time_duration TEXT,                             -- ISO 8601: P50D
  time_text     TEXT,
  deadline_day      TEXT CHECK (date(deadline_day) IS deadline_day),
  deadline_duration TEXT,
  deadline_from     TEXT,                         -- a claim_id of the same report
  deadline_text     TEXT,
  place TEXT,
  rule  TEXT,                                     -- the rule that made the claim
  model TEXT,                                     -- the parser's model; NULL where trees came from outside
  UNIQUE (report_key, position),
  UNIQUE (report_key, claim_id),
  CHECK (0 <= span_start AND span_start < span_end)
) STRICT;
CREATE INDEX claims_by_act ON claims (act, status);

CREATE TABLE claim_sources (                      -- who says it, outermost first: position 1 is the outlet
  claim_key INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  name      TEXT NOT NULL,
  words     TEXT NOT NULL,
  kind      TEXT NOT NULL,
  cue       TEXT,
  said      TEXT CHECK (date(said) IS said),
  PRIMARY KEY (claim_key, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_names (
  claim_key INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  slot      TEXT NOT NULL CHECK (slot IN ('actor', 'target', 'counterpart', 'via')),
  position  INTEGER NOT NULL,
  name      TEXT NOT NULL,
  words     TEXT NOT NULL,
  PRIMARY KEY (claim_key, slot, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_links (
  claim_key    INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  link_type    TEXT NOT NULL,
  to_claim_key INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  PRIMARY KEY (claim_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_links_to ON claim_links (to_claim_key);

-- A claim a row, for people and spreadsheets: lists joined by "; ", the source chain by " > ".
CREATE VIEW claims_wide AS
SELECT
  r.report_date, r.outlet, r.name AS report, c.claim_id,
  (SELECT group_concat(name, ' > ') FROM
    (SELECT name FROM claim_sources s WHERE s.claim_key = c.claim_key ORDER BY position)) AS source_chain,
  (SELECT kind FROM claim_sources s WHERE s.claim_key = c.claim_key ORDER BY position DESC LIMIT 1) AS source_kind,
  c.act, c.status,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM claim_names n WHERE n.claim_key = c.claim_key AND slot = 'actor' ORDER BY position)) AS actor,
  c.actor_text,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM claim_names n WHERE n.claim_key = c.claim_key AND slot = 'target' ORDER BY position)) AS target,
  c.target_text,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM claim_names n WHERE n.claim_key = c.claim_key AND slot = 'counterpart' ORDER BY position))
    AS counterpart,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM claim_names n WHERE n.claim_key = c.claim_key AND slot = 'via' ORDER BY position)) AS via,
  c.quantity_min, c.quantity_max, c.quantity_qualifier, c.quantity_of, c.quantity_kind, c.quantity_measure,
  c.quantity_per, c.quantity_total,
  c.time_start, c.time_end, c.time_duration, c.time_text,
  c.deadline_day, c.deadline_duration, c.deadline_from, c.deadline_text,
  c.place,
  (SELECT group_concat(link, '; ') FROM
    (SELECT l.link_type || ' ' || t.claim_id AS link FROM claim_links l JOIN claims t ON t.claim_key = l.to_claim_key
     WHERE l.claim_key = c.claim_key ORDER BY l.position)) AS links,
  c.quote, c.span_start, c.span_end, c.rule, c.model, r.report_id, r.text_hash, c.claim_key, r.report_key
FROM claims c JOIN reports r ON r.report_key = c.report_key
ORDER BY r.report_date IS NULL, r.report_date, r.name, r.report_id, c.position;
