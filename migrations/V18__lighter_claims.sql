-- A claim changes a job, its run, its history and the books at once, and each row's change writes an entry into every index of
-- its table. These were there for deletions alone, which are rare and can read the table.
drop index job_team;
drop index job_person;
drop index job_project;
drop index run_person;
drop index run_plugin;
drop index run_data_set;
drop index occupancy_team;
drop index occupancy_person;

-- Whoever holds a device does so for a job, which has its team and person from tables that keep them.
alter table occupancy
    drop constraint occupancy_team_fkey,
    drop constraint occupancy_person_fkey;

-- What waits of a person is among what is open of them.
drop index job_waiting_of;

-- Runs of which nobody knew how long they train when they were launched.
create index job_unmeasured on job (id) where state = 'QUEUED' and length is null;
