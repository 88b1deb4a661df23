-- Links by which people without an account are shown one thing.

create table share (
    id            uuid primary key,
    project       uuid        not null references project on delete cascade,
    kind          text        not null check (kind in ('RUN', 'COMPARISON', 'BOARD')),
    -- Numbers, rising; empty for a board.
    runs          bigint[]    not null,
    board         uuid        references board on delete cascade,
    -- Only hashes of what opens it: who reads this table opens nothing.
    token_hash    bytea       not null unique,
    password_hash text,
    created       timestamptz not null,
    expires       timestamptz not null,
    -- In whose name it shows things: what they may not see any more, it does not show, either.
    person        uuid        not null references person on delete cascade,
    maker         text        not null,
    used          timestamptz,
    uses          bigint      not null default 0,
    revoked       timestamptz,
    revoked_by    text,
    check ((kind = 'BOARD') = (board is not null) and (kind = 'BOARD') = (cardinality(runs) = 0) and (kind <> 'RUN' or cardinality(runs) = 1))
);

create index share_project on share (project, created);
create index share_board on share (board);
create index share_person on share (person);
create index share_runs on share using gin (runs);

-- What people said goes along, and so do blind tests of nothing but what goes. Links end: whoever was given one was not given
-- the other project.
create or replace function move_experiment(moved uuid, target uuid) returns void language plpgsql as $$
begin
    delete from board_picture where sheet in (select s.id from sheet s join run r on r.id = s.run where r.experiment = moved);
    insert into run_key (project, kind, name)
        select distinct target, k.kind, k.name from run_key k where k.id in (
            select v.key from run_value v join run r on r.number = v.run where r.experiment = moved
            union select p.key from run_spark p join run r on r.number = p.run where r.experiment = moved)
        on conflict do nothing;
    update run_value v set key = fresh.id from run r, run_key old, run_key fresh
        where r.number = v.run and r.experiment = moved and old.id = v.key and fresh.project = target and fresh.kind = old.kind and fresh.name = old.name;
    update run_spark p set key = fresh.id from run r, run_key old, run_key fresh
        where r.number = p.run and r.experiment = moved and old.id = p.key and fresh.project = target and fresh.kind = old.kind and fresh.name = old.name;
    update run_word w set project = target from run r where r.number = w.run and r.experiment = moved;
    update run_tag t set project = target from run r where r.number = t.run and r.experiment = moved;
    update star a set project = target from sheet s, run r where s.id = a.sheet and r.id = s.run and r.experiment = moved;
    update picture_tag t set project = target from sheet s, run r where s.id = t.sheet and r.id = s.run and r.experiment = moved;
    update sheet s set project = target from run r where r.id = s.run and r.experiment = moved;
    update disk_use d set project = target from run r where r.id = d.run and r.experiment = moved;
    update job j set project = target, team = (select team from project where id = target) from run r where r.id = j.run and r.experiment = moved;
    update comment c set project = target from run r where r.id = c.run and r.experiment = moved;
    update blind_test t set project = target
        where t.run_a in (select id from run where experiment = moved) and (t.run_b is null or t.run_b in (select id from run where experiment = moved));
    update share s set revoked = coalesce(s.revoked, now()), revoked_by = coalesce(s.revoked_by, 'the move to another project')
        where s.runs && (select array_agg(number) from run where experiment = moved);
    update run set project = target where experiment = moved;
    update experiment set project = target where id = moved;
end $$;
