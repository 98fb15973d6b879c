-- How loud a recording is over time, measured once from the sound, so that a player draws it at once.

create table public.call_waveforms (
  org_id uuid not null,
  call_id uuid not null,
  recording_version text not null,
  channels smallint not null check (channels between 0 and 2),
  duration_ms integer not null check (duration_ms >= 0),
  peaks bytea not null,
  silences integer[] not null default '{}',
  measured_at timestamptz not null default clock_timestamp(),
  primary key (org_id, call_id),
  foreign key (org_id, call_id) references public.calls (org_id, id) on delete cascade
);
comment on table public.call_waveforms is 'Loudness of a recording over time, and its silences. Made anew from the recording whenever it is missing.';
comment on column public.call_waveforms.recording_version is 'none: version of the facet that brought the recording which was measured';
comment on column public.call_waveforms.channels is '0 when the recording cannot be read here (compressed): the browser measures it then.';
comment on column public.call_waveforms.peaks is 'none: loudness, one byte per bar, channel after channel';
comment on column public.call_waveforms.silences is 'Begin and end of each silence in milliseconds, one after the other.';
select private.enable_tenancy('public.call_waveforms');
grant select, insert, update (recording_version, channels, duration_ms, peaks, silences, measured_at) on public.call_waveforms to app_tenant;
grant select on public.call_waveforms to app_operator;
