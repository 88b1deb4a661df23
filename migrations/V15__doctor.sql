-- What a run's doctor found: it opens at a step, and closes where it has passed.

create table finding (
    run     uuid        not null references run on delete cascade,
    rule    text        not null,
    -- where it was noticed; its evidence begins before
    found   bigint      not null check (found >= 0),
    since   bigint      not null check (since >= 0),
    passed  bigint      check (passed >= since),
    time    timestamptz not null,
    lines   text[]      not null,
    verdict text        not null,
    evidence text       not null,
    meaning text        not null,
    source  text        not null,
    advice  text        not null,
    -- settings that may help, by name, as they would be typed
    changes jsonb       not null,
    -- whether these changes leave the networks as they are, so that a fork can have them
    forks   boolean     not null,
    primary key (run, rule, found)
);

create index finding_open on finding (run) where passed is null;
