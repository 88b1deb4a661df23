-- How many runs were launched with each plugin, kept as they come and go, because counting them reads every run there is. Whoever
-- writes runs need not know.
alter table plugin add column runs bigint not null default 0;

create function count_runs_of_plugins() returns trigger language plpgsql as $$
begin
    update plugin p set runs = p.runs + c.runs * tg_argv[0]::bigint
        from (select plugin, count(*) as runs from changed group by plugin) c where p.sha256 = c.plugin;
    return null;
end $$;

create trigger run_counted after insert on run referencing new table as changed for each statement execute function count_runs_of_plugins('1');
create trigger run_discounted after delete on run referencing old table as changed for each statement execute function count_runs_of_plugins('-1');

update plugin p set runs = c.runs from (select plugin, count(*) as runs from run group by plugin) c where p.sha256 = c.plugin;

-- Runs that still need their plugin. They leave it when they are over, so a claim writes into an index that stays small.
create index run_open on run (plugin, number) where state not in ('SUCCEEDED', 'FAILED', 'STOPPED');
