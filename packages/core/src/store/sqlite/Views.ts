/**
 * Read models: views over the log, for any tool that opens SQLite.
 *
 * They hold nothing of their own. The comments stand in the file too: a tool
 * that shows how a view was made shows what its columns mean. Amounts are real
 * numbers, so that a division in a query is one; years are whole.
 */
import * as Earlier from "./EarlierViews.ts"

/** The last event of a run: it tells whether the run is over. */
const last = "(select max(version) from event where stream = s.stream)"

/** The view `run`. A status and a result are what `list --json` calls so. */
const run = `create view run as select
  s.stream as id,
  s.payload ->> '$.scenario' as scenario,
  s.payload ->> '$.from' as first_year,
  s.payload ->> '$.to' as last_year,
  case l.type when 'RunCompleted' then 'completed' when 'RunFailed' then 'failed' else 'running' end as status,
  case l.type when 'RunCompleted' then l.payload ->> '$.result' end as result, -- its fingerprint, once it is completed
  s.payload ->> '$.fingerprints.place' as place_fingerprint, -- of the documents that it was made from
  s.payload ->> '$.fingerprints.model' as model_fingerprint,
  s.payload ->> '$.fingerprints.targets' as targets_fingerprint,
  s.payload ->> '$.fingerprints.scenario' as scenario_fingerprint,
  s.payload ->> '$.fingerprints.engine' as engine_fingerprint, -- of the code that computed it
  s.payload ->> '$.parent.run' as parent,           -- the run that it was forked from
  s.payload ->> '$.parent.year' as parent_year,     -- the last year that they share
  s.recorded_at as recorded_at                      -- of its first event, UTC
from event s join event l on l.stream = s.stream and l.version = ${last}
where s.version = 1 and s.type = 'RunStarted'`

/** What stands after `$.values.` in a path of SQLite, without its quotes: `income.rural`. Names hold no dots and no quotes. */
const after = (path: string): string => `replace(substr(${path}, 10), '"', '')`

/** The variable that a number in a value of several belongs to: the first name of the path that it stands at. */
const holder = `substr(${after("t.path")}, 1, instr(${after("t.path")} || '.', '.') - 1)`

/** The members after it: `[rural][wage]` of `income.rural.wage`. */
const members = `substr(replace(${after("t.fullkey")}, '.', '][') || ']', length(${holder}) + 2)`

/**
 * The view `indicator`. It walks the text of the payload itself: an older SQLite (3.40) hands a number from one of its
 * JSON functions to another as a text of 15 digits.
 */
const indicator = `create view indicator as select
  e.stream as run,
  e.payload ->> '$.year' as year,
  case t.path when '$.values' then t.key else ${holder} end as variable, -- income
  case t.path when '$.values' then t.key else ${holder} || ${members} end
    as indicator,                                   -- one number of it: income, income[rural], income[rural][wage]
  cast(t.atom as real) as value
from event e, json_tree(e.payload, '$.values') t
where e.type = 'YearProjected' and t.atom is not null`

/** The view `shock`. What it hit is an address, so it is called as in `assumption_path` and not as a variable. */
const shock = `create view shock as select
  stream as run,
  payload ->> '$.year' as year,
  payload ->> '$.shock' as shock,
  payload ->> '$.variable' as assumption,           -- that it hit, in this year only
  cast(payload ->> '$.times' as real) as times,     -- its value was multiplied by this,
  cast(payload ->> '$.plus' as real) as plus        -- then this was added
from event where type = 'ShockApplied'`

/** The views of a layout, one statement each. */
export const views = (layout: number): ReadonlyArray<string> => [
  layout < 3 ? Earlier.run : run,

  layout < 2 ? Earlier.indicatorOfFirst : layout < 3 ? Earlier.indicatorOfSecond : indicator,

  `create view lever_path as select
  stream as run,
  payload ->> '$.year' as year,
  payload ->> '$.lever' as lever,
  cast(payload ->> '$.from' as real) as before,
  cast(payload ->> '$.to' as real) as after,        -- holds until the next row of the same lever
  payload ->> '$.reason' as reason
from event where type = 'LeverAdjusted'`,

  `create view assumption_path as select
  stream as run,
  payload ->> '$.year' as year,
  payload ->> '$.name' as assumption,               -- growth, or one number of it: growth[rural]
  cast(payload ->> '$.from' as real) as before,
  cast(payload ->> '$.to' as real) as after          -- holds until the next row of the same assumption
from event where type = 'AssumptionChanged'`,

  layout < 3 ? Earlier.shock : shock,

  `create view target_status as select
  stream as run,
  payload ->> '$.year' as year,
  payload ->> '$.target' as target,
  cast(payload ->> '$.required' as real) as required,-- in the target's own unit
  cast(payload ->> '$.projected' as real) as projected,
  cast(payload ->> '$.margin' as real) as margin,   -- negative: short of the requirement
  payload ->> '$.status' as status                  -- met, missed, on_the_way
from event where type = 'TargetAssessed'`,

  `create view milestone as select
  stream as run,
  payload ->> '$.year' as year,                     -- the first in which it was true
  payload ->> '$.milestone' as milestone
from event where type = 'MilestoneReached'`
]
