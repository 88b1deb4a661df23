-- What people look through, whichever run made it: sheets of pictures in the order in which they became known, and what
-- people did with single pictures of them. A picture is a place in a sheet; there is no row for each, only for those marked.

create table sheet (
    id       bigint generated always as identity primary key,
    project  uuid        not null references project on delete restrict,
    run      uuid        not null references run on delete cascade,
    step     bigint      not null,
    -- What it comes from; a sample's file and layout stand in sample.
    origin   text        not null default 'SAMPLE' check (origin in ('SAMPLE')),
    kind     text        not null,
    -- Of its run, so that one index answers each filter.
    variant  text        not null,
    data_set uuid        not null,
    pictures integer     not null check (pictures >= 0),
    time     timestamptz not null
);

create unique index sheet_sample on sheet (run, step) where origin = 'SAMPLE';
create index sheet_project on sheet (project, id);
create index sheet_run on sheet (run, id);
create index sheet_variant on sheet (project, variant, id);
create index sheet_data_set on sheet (project, data_set, id);
create index sheet_kind on sheet (project, kind, id);

insert into sheet (project, run, step, kind, variant, data_set, pictures, time)
    select r.project, s.run, s.step, s.kind, r.variant, r.data_set, greatest(0, least(s.count, 65536)), s.time
    from sample s join run r on r.id = s.run order by s.time, s.run, s.step;

-- Whoever writes samples need not know who looks through them.
create function sheets_of_samples() returns trigger language plpgsql as $$
begin
    insert into sheet (project, run, step, kind, variant, data_set, pictures, time)
        select r.project, s.run, s.step, s.kind, r.variant, r.data_set, greatest(0, least(s.count, 65536)), s.time
        from fresh s join run r on r.id = s.run order by s.time, s.run, s.step
        on conflict do nothing;
    return null;
end $$;

create trigger sample_sheets after insert on sample referencing new table as fresh for each statement execute function sheets_of_samples();

create table star (
    person  uuid    not null references person on delete cascade,
    project uuid    not null references project on delete cascade,
    sheet   bigint  not null references sheet on delete cascade,
    tile    integer not null check (tile >= 0),
    primary key (person, project, sheet, tile)
);

create index star_sheet on star (sheet);

create table board (
    id         uuid primary key,
    project    uuid        not null references project on delete restrict,
    name       text        not null check (length(name) between 1 and 100),
    created    timestamptz not null,
    created_by text        not null
);

create unique index board_name on board (project, lower(name));

create table board_picture (
    board    uuid        not null references board on delete cascade,
    sheet    bigint      not null references sheet on delete cascade,
    tile     integer     not null check (tile >= 0),
    added    timestamptz not null,
    added_by text        not null,
    primary key (board, sheet, tile)
);

create index board_picture_sheet on board_picture (sheet);

create table picture_tag (
    project uuid    not null references project on delete cascade,
    tag     text    not null check (length(tag) between 1 and 50),
    sheet   bigint  not null references sheet on delete cascade,
    tile    integer not null check (tile >= 0),
    primary key (project, tag, sheet, tile)
);

create index picture_tag_sheet on picture_tag (sheet);

-- By which a picture is known again when its file has lost its text. Written when a picture is first shown or taken away.
create table fingerprint (
    pixels bytea   not null,
    sheet  bigint  not null references sheet on delete cascade,
    -- -1 for the whole sheet
    tile   integer not null check (tile >= -1),
    primary key (pixels, sheet, tile)
);

create index fingerprint_sheet on fingerprint (sheet);
