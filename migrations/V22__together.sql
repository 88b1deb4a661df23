-- What people say to each other about what was made, and what they judge blindly.

create table comment (
    id         uuid primary key,
    -- Whose it is to see; of a data set that is built in, the project in which it was written.
    project    uuid             not null references project on delete cascade,
    kind       text             not null check (kind in ('RUN', 'SAMPLE', 'CHECKPOINT', 'DATA_SET')),
    run        uuid             references run on delete cascade,
    data_set   uuid             references data_set on delete cascade,
    step       bigint,
    -- A spot in one picture of a sample, from its left and top edge.
    tile       integer          check (tile >= 0),
    x          double precision check (x between 0 and 1),
    y          double precision check (y between 0 and 1),
    person     uuid             references person on delete set null,
    author     text             not null,
    -- Plain; empty once it is deleted.
    text       text             not null check (length(text) <= 4000),
    -- Names that are called in it, as they stood when it was written.
    mentions   text[]           not null default '{}',
    created    timestamptz      not null,
    edited     timestamptz,
    deleted    timestamptz,
    deleted_by text,
    check ((kind = 'DATA_SET') = (run is null) and (kind = 'DATA_SET') = (data_set is not null)),
    check ((kind in ('SAMPLE', 'CHECKPOINT')) = (step is not null)),
    check ((x is null) = (y is null) and (x is null or tile is not null) and (tile is null or kind = 'SAMPLE'))
);

create index comment_run on comment (run, created);
create index comment_data_set on comment (data_set, project, created);
create index comment_project on comment (project, created);
create index comment_person on comment (person);

-- Being called is news as well; it is of no job.
alter table notification alter column job drop not null;
alter table notification add column comment uuid references comment on delete cascade;
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check
    check (kind in ('FINISHED', 'FAILED', 'STOPPED', 'WAITING', 'INTERRUPTED', 'ALL_ENDED', 'MENTION'));
alter table notification add check ((kind = 'MENTION') = (comment is not null) and (kind = 'MENTION') = (job is null));
-- Nobody is called twice by one comment, however often it is edited.
create unique index notification_comment on notification (comment, person) where comment is not null;

-- Two runs, or a run and the real pictures of its data set, judged by people who do not know which is which.
create table blind_test (
    id        uuid primary key,
    project   uuid        not null references project on delete cascade,
    name      text        not null check (length(name) between 1 and 200),
    run_a     uuid        not null references run on delete cascade,
    step_a    bigint      not null,
    -- Null for real pictures.
    run_b     uuid        references run on delete cascade,
    step_b    bigint,
    -- From which the order of pairs and their sides follow, for each person others.
    seed      bigint      not null,
    pairs     integer     not null check (pairs between 1 and 200),
    created   timestamptz not null,
    person    uuid        references person on delete set null,
    maker     text        not null,
    closed    timestamptz,
    closed_by text,
    check ((run_b is null) = (step_b is null))
);

create index blind_test_project on blind_test (project, created);
create index blind_test_run_a on blind_test (run_a);
create index blind_test_run_b on blind_test (run_b);
create index blind_test_person on blind_test (person);

create table blind_vote (
    test   uuid        not null references blind_test on delete cascade,
    person uuid        not null references person on delete cascade,
    pair   integer     not null check (pair >= 0),
    choice text        not null check (choice in ('A', 'B', 'SAME')),
    time   timestamptz not null,
    primary key (test, person, pair)
);

create index blind_vote_person on blind_vote (person);
