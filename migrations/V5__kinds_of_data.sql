-- Data sets of two sides, and of voxels, whose side is their width and height.

alter table data_set drop constraint data_set_kind_check;
alter table data_set add constraint data_set_kind_check check (kind in ('PICTURES', 'LABELLED', 'CAPTIONED', 'UNPAIRED', 'PAIRED', 'VOXELS'));
