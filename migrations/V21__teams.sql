-- Who sees which project, and what was done to whom.

alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('VIEWER', 'REVIEWER', 'MEMBER', 'MAINTAINER', 'ADMINISTRATOR'));

-- A team's page is found by its name.
create unique index team_name on team (lower(name));

alter table project
    add column description text not null default '' check (length(description) <= 2000),
    -- PRIVATE: to chosen people of the team and its administrators; EVERYBODY: to be read by all who are signed in.
    add column visibility  text not null default 'TEAM' check (visibility in ('PRIVATE', 'TEAM', 'EVERYBODY')),
    -- Since when it is only kept: seen and tidied up, and nothing is added.
    add column archived    timestamptz;

create index project_everybody on project (id) where visibility = 'EVERYBODY';

-- Whom a private project is for.
create table project_person (
    project uuid not null references project on delete cascade,
    person  uuid not null references person on delete cascade,
    primary key (project, person)
);

create index project_person_person on project_person (person);

-- Who may see which project and as what: the one place that knows. A person without a row for a project learns nothing of it.
create view standing as
select p.id as person, j.id as project, j.team, p.administrator, coalesce(m.role, case when p.administrator then null else 'VIEWER' end) as role,
    j.archived is not null as archived
from person p
cross join project j
left join membership m on m.team = j.team and m.person = p.id
where p.deactivated is null and (p.administrator
    or j.visibility = 'EVERYBODY'
    or m.role is not null and (j.visibility = 'TEAM' or m.role = 'ADMINISTRATOR'
        or exists (select 1 from project_person c where c.project = j.id and c.person = p.id)));

-- What people did to people, rights and things that others rely on. No reference to other tables: it outlives what it tells of.
create table audit (
    id          bigint generated always as identity primary key,
    time        timestamptz not null default now(),
    -- Null where nobody was signed in.
    person      uuid,
    person_name text        not null,
    -- Whence; empty for what a command or the server itself did.
    address     text        not null check (length(address) <= 100),
    what        text        not null check (what ~ '^[a-z]+([.-][a-z]+)*$'),
    kind        text        not null check (kind ~ '^[a-z-]+$'),
    thing       text        not null check (length(thing) <= 200),
    thing_name  text        not null,
    team        uuid,
    before      text        not null,
    after       text        not null,
    words       tsvector    not null generated always as (to_tsvector('simple',
        person_name || ' ' || address || ' ' || translate(what, '.-', '  ') || ' ' || kind || ' ' || thing || ' ' || thing_name || ' ' || before || ' ' || after)) stored
);

create index audit_team on audit (team, id);
create index audit_words on audit using gin (words);

create function audit_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only added to; % is refused', tg_op;
end $$;

create trigger audit_rows_are_kept before update or delete on audit for each row execute function audit_is_kept();
create trigger audit_is_not_emptied before truncate on audit for each statement execute function audit_is_kept();
-- Also where a session asks for replication's own triggers alone, by which ordinary ones are passed over.
alter table audit enable always trigger audit_rows_are_kept;
alter table audit enable always trigger audit_is_not_emptied;
revoke update, delete, truncate on audit from current_user, public;

-- Takes an experiment with all that belongs to it to another project. Its pictures leave the old project's boards.
create function move_experiment(moved uuid, target uuid) returns void language plpgsql as $$
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
    update run set project = target where experiment = moved;
    update experiment set project = target where id = moved;
end $$;
