"""Every text that a leader wrote, with its day, its value and its outcome, the newest first."""

from collections.abc import Iterator
from datetime import date

from modelway.domain.exchange.searching import Found
from modelway.domain.loop.nights import Outcome
from modelway.store.transactions import Store, unreadable_rows_as_damage

TEXTS = """
SELECT * FROM (
SELECT 'evidence' AS what, night.day AS day, reflection.value_id AS value_id, reflection.outcome AS outcome,
  reflection.text AS text FROM reflection JOIN night ON night.id = reflection.night_id
UNION ALL SELECT 'note', day, NULL, NULL, note FROM night
UNION ALL SELECT 'practice', due_on, value_id, NULL, trim(cue || ' ' || action || ' ' || note) FROM practice
UNION ALL SELECT 'definition', starts_on, value_id, NULL, text FROM definition
UNION ALL SELECT 'behavior', starts_on, value_id, NULL, behavior.text
  FROM behavior JOIN definition ON definition.id = definition_id
UNION ALL SELECT 'vision', starts_on, NULL, NULL, text FROM vision
UNION ALL SELECT 'check', day, NULL, NULL, text FROM check_answer JOIN check_run ON check_run.id = run_id
UNION ALL SELECT kind, day, value_id, NULL, trim(who || ' ' || text) FROM observation
UNION ALL SELECT 'lesson', taken_on, value_id, NULL, lesson.text
  FROM lesson JOIN source ON source.id = source_id
) WHERE text <> '' AND day BETWEEN :start AND :end ORDER BY day DESC, what, value_id
"""
REVIEWS = """
SELECT week, COALESCE(intended, '') || ' ' || COALESCE(happened, '') || ' ' || COALESCE(why, '') || ' '
  || COALESCE(next, '') FROM week_review ORDER BY week DESC
"""


def each_text(store: Store, start: date, end: date, names: dict[str, str]) -> Iterator[Found]:
    """Every text of these days, both included; `names` are the names of values by their ids."""
    with unreadable_rows_as_damage(store.path):
        for what, day, value_id, outcome, text in store.each(
            TEXTS, start=start.isoformat(), end=end.isoformat()
        ):
            yield Found(
                what,
                date.fromisoformat(day),
                names.get(value_id, ""),
                Outcome(outcome) if outcome else None,
                text,
            )
        for week, text in store.each(REVIEWS):
            sunday = date.fromisocalendar(int(week[:4]), int(week[6:]), 7)
            if text.strip() and start <= sunday <= end:
                yield Found("review", sunday, "", None, text.strip())
