-- What a database alone makes of one deposit's worth of work: four inserts, two indexed selects, one pg-boss job, one
-- commit. It stands still while the product's own SQL changes, so that the ratio of the two means the same over time.
\set account random(1, 1000)
\set won random(1, 1000000)
BEGIN;
SELECT id AS owner FROM bench_account WHERE number = :account \gset
INSERT INTO bench_deposit (account_id, amount_won, body) VALUES (:owner, :won, repeat('x', 400)) RETURNING id AS deposit \gset
SELECT count(*) FROM bench_terms WHERE account_id = :owner;
INSERT INTO bench_payment (deposit_id, account_id, amount_won) VALUES (:deposit, :owner, :won) RETURNING id AS payment \gset
INSERT INTO bench_item (payment_id, amount_won) VALUES (:payment, :won);
INSERT INTO bench_message (payment_id, text) VALUES (:payment, repeat('y', 100));
INSERT INTO pgboss.job (name, data, priority) VALUES ('notification', '{}', 1);
COMMIT;
