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
where p.administrator
    or j.visibility = 'EVERYBODY'
    or m.role is not null and (j.visibility = 'TEAM' or m.role = 'ADMINISTRATOR'
        or exists (select 1 from project_person c where c.project = j.id and c.person = p.id));

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
