-- Runs that came from another Gannet, and the data sets of which nothing came but what is known of them.
alter table data_set add column absent boolean not null default false;

create table run_origin (
    run         uuid primary key references run on delete cascade,
    -- As the zip said it: whose run it was, and what made it.
    manifest    jsonb       not null,
    imported    timestamptz not null,
    imported_by text        not null
);
