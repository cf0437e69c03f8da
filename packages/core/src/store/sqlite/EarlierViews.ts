/**
 * Views as earlier layouts of the store have them, where a later one has them otherwise.
 *
 * The check of a file of such a layout holds what stands in it against these, so they stay as they are to the letter,
 * and share nothing with the views of today.
 */

/** The view `run` of the first two layouts: `open` is a run that JSON calls running, `document` its scenario's. */
export const run = `create view run as select
  s.stream as id,
  s.payload ->> '$.scenario' as scenario,
  s.payload ->> '$.from' as first_year,
  s.payload ->> '$.to' as last_year,
  case l.type when 'RunCompleted' then 'completed' when 'RunFailed' then 'failed' else 'open' end as status,
  case l.type when 'RunCompleted' then l.payload ->> '$.result' end as fingerprint, -- of the result
  s.payload ->> '$.fingerprints.model' as model,    -- the artifacts that it was made from
  s.payload ->> '$.fingerprints.targets' as targets,
  s.payload ->> '$.fingerprints.scenario' as document,
  s.payload ->> '$.fingerprints.engine' as engine,
  s.payload ->> '$.parent.run' as parent,           -- the run that it was forked from
  s.payload ->> '$.parent.year' as parent_year,     -- the last year that they share
  s.recorded_at as recorded_at                      -- of its first event, UTC
from event s join event l on l.stream = s.stream and l.version = (select max(version) from event where stream = s.stream)
where s.version = 1 and s.type = 'RunStarted'`

/**
 * The view `indicator` of the first layout: an older SQLite (3.40) hands each number from one of its JSON functions to
 * the other as a text of 15 digits.
 */
export const indicatorOfFirst = `create view indicator as select
  e.stream as run,
  e.payload ->> '$.year' as year,
  v.key as name,                                    -- the variable: income
  v.key || case when t.fullkey = '$' then '' else '[' || replace(replace(substr(t.fullkey, 3), '"', ''), '.', '][') || ']' end as variable,      -- one number of it: income, income[rural], income[rural][wage]
  cast(t.atom as real) as value
from event e, json_each(e.payload, '$.values') v, json_tree(v.value) t
where e.type = 'YearProjected' and t.atom is not null`

/** That of the second, with every digit. */
export const indicatorOfSecond = `create view indicator as select
  e.stream as run,
  e.payload ->> '$.year' as year,
  case t.path when '$.values' then t.key else substr(replace(substr(t.path, 10), '"', ''), 1, instr(replace(substr(t.path, 10), '"', '') || '.', '.') - 1) end as name,   -- the variable: income
  case t.path when '$.values' then t.key else substr(replace(substr(t.path, 10), '"', ''), 1, instr(replace(substr(t.path, 10), '"', '') || '.', '.') - 1) || substr(replace(replace(substr(t.fullkey, 10), '"', ''), '.', '][') || ']', length(substr(replace(substr(t.path, 10), '"', ''), 1, instr(replace(substr(t.path, 10), '"', '') || '.', '.') - 1)) + 2) end
    as variable,                                    -- one number of it: income, income[rural], income[rural][wage]
  cast(t.atom as real) as value
from event e, json_tree(e.payload, '$.values') t
where e.type = 'YearProjected' and t.atom is not null`

/** The view `shock` of the first two. */
export const shock = `create view shock as select
  stream as run,
  payload ->> '$.year' as year,
  payload ->> '$.shock' as shock,
  payload ->> '$.variable' as variable,             -- the assumption that it hit, in this year only
  cast(payload ->> '$.times' as real) as times,     -- its value was multiplied by this,
  cast(payload ->> '$.plus' as real) as plus        -- then this was added
from event where type = 'ShockApplied'`
