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
