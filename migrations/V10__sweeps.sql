-- One question, many runs: what was varied, and which runs were let go on.

-- As it was launched; null for an experiment of one run.
alter table experiment add column sweep jsonb;

-- What was decided when a run came to a step at which the runs of its experiment are compared: once for each run and rung.
create table rung (
    run      uuid             not null references run on delete cascade,
    rung     integer          not null check (rung >= 0),
    step     bigint           not null,
    value    double precision not null,
    -- Its place among so many that had come there.
    place    integer          not null check (place >= 1),
    reached  integer          not null check (reached >= place),
    goes_on  boolean          not null,
    reason   text             not null,
    -- Whether what was decided has been done.
    done     boolean          not null,
    decided  timestamptz      not null,
    primary key (run, rung)
);

create index rung_to_do on rung (run) where not done;
