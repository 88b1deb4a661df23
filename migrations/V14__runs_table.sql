-- What the table of runs filters, sorts and groups by, each with an index of its own; and what people write on runs.

alter table run add column archived timestamptz;

create index run_shown on run (project, number) where archived is null;
create index run_by_variant on run (project, variant, number);
create index run_by_data on run (project, lower(data_set_name), number);
create index run_by_launcher on run (project, lower(launched_by), number);

-- Every setting and chart line that a project's runs have had: a column that can be asked for.
create table run_key (
    id      integer generated always as identity primary key,
    project uuid not null references project on delete cascade,
    -- Of a chart line: what it came to last, and the lowest and highest it ever was.
    kind    text not null check (kind in ('SETTING', 'LAST', 'LOWEST', 'HIGHEST')),
    name    text not null,
    unique (project, kind, name)
);

-- One row for each cell of the table that holds a setting or a metric, written in the transaction that launches the run or takes
-- its events. A number that is none, "nan" and "infinity", is a word: it is found, and stands in no order.
create table run_value (
    run    bigint  not null references run (number) on delete cascade,
    key    integer not null references run_key on delete cascade,
    number double precision,
    word   text collate "C",
    primary key (run, key),
    check ((number is null) <> (word is null))
);

create index run_value_number on run_value (key, number, run) where number is not null;
create index run_value_word on run_value (key, word, run) where word is not null;

-- A chart line in at most 64 points, for the small curve of a row: point i is the last value of steps i * width until (i + 1) * width.
create table run_spark (
    run    bigint  not null references run (number) on delete cascade,
    key    integer not null references run_key on delete cascade,
    width  bigint  not null check (width >= 1),
    points real[]  not null check (cardinality(points) <= 64),
    primary key (run, key)
);

-- The words of names, variants and data sets, found by how they begin.
create table run_word (
    project uuid   not null references project on delete cascade,
    word    text collate "C" not null,
    run     bigint not null references run (number) on delete cascade,
    primary key (project, word, run)
);

create index run_word_run on run_word (run);

create table run_tag (
    run     bigint not null references run (number) on delete cascade,
    project uuid   not null references project on delete cascade,
    tag     text   not null check (length(tag) between 1 and 50),
    primary key (run, tag)
);

create index run_tag_tag on run_tag (project, tag, run);

create table run_note (
    run     bigint primary key references run (number) on delete cascade,
    text    text        not null check (length(text) between 1 and 10000),
    person  uuid        references person on delete set null,
    written_by text     not null,
    changed timestamptz not null
);

create index run_note_person on run_note (person);

-- A look at the table that somebody named, for everybody in the project.
create table run_view (
    id         uuid primary key,
    project    uuid        not null references project on delete cascade,
    name       text        not null check (length(name) between 1 and 100),
    -- What follows the question mark in the page's address.
    address    text        not null check (length(address) <= 4000),
    person     uuid        references person on delete set null,
    created_by text        not null,
    created    timestamptz not null,
    unique (project, name)
);

create index run_view_person on run_view (person);

-- Runs from before: the lowest and highest of their lines are counted from what they had come to.
insert into run_key (project, kind, name)
select distinct r.project, 'SETTING', e.key from run r, jsonb_each(r.training || r.settings) e order by 1, 2, 3;

insert into run_value (run, key, number, word)
select r.number, k.id, case when jsonb_typeof(e.value) = 'number' then (e.value #>> '{}')::double precision end,
    case when jsonb_typeof(e.value) <> 'number' then left(lower(coalesce(e.value #>> '{}', '')), 200) end
from run r, jsonb_each(r.training || r.settings) e, run_key k where k.project = r.project and k.kind = 'SETTING' and k.name = e.key;

insert into run_key (project, kind, name)
select distinct r.project, kind, e.key from run r, jsonb_each(r.losses) e, unnest(array['LAST', 'LOWEST', 'HIGHEST']) kind order by 1, 2, 3;

insert into run_value (run, key, number, word)
select r.number, k.id, case when jsonb_typeof(e.value) = 'number' then (e.value #>> '{}')::double precision end,
    case when jsonb_typeof(e.value) <> 'number' then left(lower(coalesce(e.value #>> '{}', '')), 200) end
from run r, jsonb_each(r.losses) e, run_key k where k.project = r.project and k.name = e.key
    and (k.kind = 'LAST' or k.kind <> 'SETTING' and jsonb_typeof(e.value) = 'number');

insert into run_word (project, word, run)
select distinct r.project, left(w, 200), r.number from run r, regexp_split_to_table(r.words, '[\s·,;:=()/]+') w where w <> '';
