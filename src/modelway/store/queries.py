"""Every query by name, in plain SQL that SQLite and PostgreSQL both take; parameters are named."""

VALUES = """
SELECT id, slug, name, role, importance, target, position, defined_on, retired_on
FROM value ORDER BY position, id
"""
ORDER_OF_VALUES = "SELECT id FROM value ORDER BY position, id"
DEFINITIONS = "SELECT id, value_id, starts_on, text FROM definition ORDER BY starts_on, id"
EARLIER_AIMS = "SELECT value_id, until, target, importance FROM earlier_aim ORDER BY until"
BEHAVIORS = "SELECT definition_id, text FROM behavior ORDER BY definition_id, position"

NIGHTS_BETWEEN = """
SELECT id, day, note, started_at, started_offset, finished
FROM night WHERE day BETWEEN :start AND :end ORDER BY day
"""
REFLECTIONS_BETWEEN = """
SELECT reflection.night_id, reflection.value_id, reflection.definition_id, reflection.outcome, reflection.text
FROM night JOIN reflection ON reflection.night_id = night.id
WHERE night.day BETWEEN :start AND :end
"""
OUTCOMES_BETWEEN = """
SELECT night.day, string_agg(reflection.value_id || ' ' || reflection.outcome, ',')
FROM night JOIN reflection ON reflection.night_id = night.id
WHERE night.day BETWEEN :start AND :end AND reflection.outcome IS NOT NULL
GROUP BY night.day ORDER BY night.day
"""
ANSWERS_ASKED_FOR = """
SELECT reflection.outcome, reflection.id IS NOT NULL, COALESCE(night.finished, 0)
FROM value
LEFT JOIN night ON night.day = :day
LEFT JOIN reflection ON reflection.night_id = night.id AND reflection.value_id = value.id
WHERE (value.retired_on IS NULL OR value.retired_on > :day) AND NOT EXISTS (
  SELECT 1 FROM rest
  WHERE :day BETWEEN starts_on AND ends_on AND COALESCE(rest.value_id, value.id) = value.id)
ORDER BY value.position, value.id
"""
VALUES_IN_USE = "SELECT count(*) FROM value WHERE retired_on IS NULL OR retired_on > :day"
NAMES_OF_VALUES = "SELECT slug, name, retired_on FROM value ORDER BY position, id"
DAYS_THAT_BEGIN = "SELECT day FROM night WHERE day LIKE :start ORDER BY day DESC LIMIT :limit"
TITLES = "SELECT title, author FROM source ORDER BY title, id"
JOURNALED_DAYS = """
SELECT day FROM night
WHERE EXISTS (SELECT 1 FROM reflection WHERE night_id = night.id AND outcome IS NOT NULL)
ORDER BY day
"""
FIRST_NIGHT = """
SELECT day FROM night
WHERE EXISTS (SELECT 1 FROM reflection WHERE night_id = night.id AND outcome IS NOT NULL)
ORDER BY day LIMIT 1
"""
LATEST_DAYS = """
SELECT night.day FROM night
WHERE night.day BETWEEN :start AND :end
  AND (CAST(:value AS TEXT) IS NULL AND CAST(:outcome AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM reflection
    WHERE reflection.night_id = night.id
      AND reflection.value_id = COALESCE(:value, reflection.value_id)
      AND reflection.outcome = COALESCE(:outcome, reflection.outcome)))
ORDER BY night.day DESC LIMIT :limit
"""
DAYS_TOLD = """
SELECT night.day FROM night JOIN reflection ON reflection.night_id = night.id
WHERE night.day BETWEEN :start AND :end AND reflection.outcome = :outcome AND reflection.text <> ''
GROUP BY night.day ORDER BY count(*) DESC, night.day DESC LIMIT :limit
"""

# A value that is not there, as in a damaged journal, is NULL.
_PRACTICES = """
SELECT practice.id, value.id, planned_on, due_on, cue, action, outcome, note, reported_on
FROM practice LEFT JOIN value ON value.id = practice.value_id
WHERE {} ORDER BY due_on, planned_on, place, practice.id
"""
PRACTICES_DUE_BETWEEN = _PRACTICES.format("due_on BETWEEN :start AND :end")
PRACTICES_PLANNED_BETWEEN = _PRACTICES.format("planned_on BETWEEN :start AND :end")
PRACTICES_REPORTED_BETWEEN = _PRACTICES.format("reported_on BETWEEN :start AND :end")

RESTS = "SELECT id, starts_on, ends_on, value_id, reason FROM rest ORDER BY starts_on, id"
PUT_REST = """
INSERT INTO rest (id, value_id, starts_on, ends_on, reason)
VALUES (:id, :value_id, :starts_on, :ends_on, :reason)
"""
DROP_REST = "DELETE FROM rest WHERE id = :id"
FOCUS_OF_WEEK = """
SELECT value.id FROM week_review LEFT JOIN value ON value.id = focus_value_id WHERE week = :week
"""
WEEK_REVIEWS = """
SELECT week, intended, happened, why, next, finished, value.id
FROM week_review LEFT JOIN value ON value.id = focus_value_id
WHERE week BETWEEN :first AND :last ORDER BY week
"""

ADD_EARLIER_AIM = """
INSERT INTO earlier_aim (id, value_id, until, target, importance)
VALUES (:id, :value_id, :until, :target, :importance)
ON CONFLICT (value_id, until) DO NOTHING
"""
PUT_VALUE = """
INSERT INTO value (id, slug, name, name_key, role, importance, target, position, defined_on, retired_on)
VALUES (:id, :slug, :name, :name_key, :role, :importance, :target, :position, :defined_on, :retired_on)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, role = excluded.role,
  importance = excluded.importance, target = excluded.target, position = excluded.position,
  retired_on = excluded.retired_on
"""
PUT_DEFINITION = """
INSERT INTO definition (id, value_id, starts_on, text) VALUES (:id, :value_id, :starts_on, :text)
ON CONFLICT (id) DO UPDATE SET text = excluded.text
"""
PUT_BEHAVIOR = """
INSERT INTO behavior (id, definition_id, position, text) VALUES (:id, :definition_id, :position, :text)
ON CONFLICT (definition_id, position) DO UPDATE SET text = excluded.text
"""
DROP_BEHAVIORS_FROM = "DELETE FROM behavior WHERE definition_id = :definition_id AND position >= :position"

PUT_NIGHT = """
INSERT INTO night (id, day, note, started_at, started_offset, finished)
VALUES (:id, :day, '', :started_at, :started_offset, 0)
ON CONFLICT (day) DO NOTHING
"""
SET_NOTE = "UPDATE night SET note = :note WHERE day = :day"
SET_FINISHED = "UPDATE night SET finished = :finished WHERE day = :day"
PUT_REFLECTION = """
INSERT INTO reflection (id, night_id, value_id, definition_id, outcome, text)
VALUES (:id, (SELECT id FROM night WHERE day = :day), :value_id, :definition_id, :outcome, :text)
ON CONFLICT (night_id, value_id) DO UPDATE SET outcome = excluded.outcome, text = excluded.text
"""
DROP_REFLECTIONS = "DELETE FROM reflection WHERE night_id = (SELECT id FROM night WHERE day = :day)"
DROP_NIGHT = "DELETE FROM night WHERE day = :day"

PUT_PRACTICE = """
INSERT INTO practice (id, value_id, planned_on, due_on, place, cue, action, outcome, note, reported_on)
VALUES (:id, :value_id, :planned_on, :due_on,
  (SELECT COALESCE(MAX(place), 0) + 1 FROM practice WHERE planned_on = :planned_on),
  :cue, :action, :outcome, :note, :reported_on)
ON CONFLICT (id) DO UPDATE SET value_id = excluded.value_id, due_on = excluded.due_on,
  cue = excluded.cue, action = excluded.action, outcome = excluded.outcome, note = excluded.note,
  reported_on = excluded.reported_on
"""
DROP_PRACTICE = "DELETE FROM practice WHERE id = :id"

PUT_WEEK_REVIEW = """
INSERT INTO week_review (id, week, intended, happened, why, next, finished)
VALUES (:id, :week, :intended, :happened, :why, :next, :finished)
ON CONFLICT (week) DO UPDATE SET intended = excluded.intended, happened = excluded.happened,
  why = excluded.why, next = excluded.next, finished = excluded.finished
"""
SET_FOCUS = """
INSERT INTO week_review (id, week, finished, focus_value_id) VALUES (:id, :week, 0, :value)
ON CONFLICT (week) DO UPDATE SET focus_value_id = excluded.focus_value_id
"""

VISIONS = "SELECT id, starts_on, text FROM vision ORDER BY starts_on"
PUT_VISION = """
INSERT INTO vision (id, starts_on, text) VALUES (:id, :starts_on, :text)
ON CONFLICT (starts_on) DO UPDATE SET text = excluded.text
"""
CHECK_RUNS = """
SELECT check_run.name, check_run.day, check_run.finished, question, score, text
FROM check_run LEFT JOIN check_answer ON check_answer.run_id = check_run.id
WHERE check_run.name = COALESCE(:name, check_run.name) ORDER BY check_run.day, check_run.id
"""
CHECKED_DAYS = "SELECT name, MAX(day) FROM check_run WHERE finished = 1 GROUP BY name"
CHECKS_FINISHED = "SELECT count(*) FROM check_run WHERE finished = 1 AND day BETWEEN :start AND :end"
PUT_CHECK_RUN = """
INSERT INTO check_run (id, name, day, finished) VALUES (:id, :name, :day, :finished)
ON CONFLICT (name, day) DO UPDATE SET finished = excluded.finished
"""
PUT_CHECK_ANSWER = """
INSERT INTO check_answer (id, run_id, question, score, text)
SELECT :id, check_run.id, :question, :score, :text FROM check_run WHERE name = :name AND day = :day
ON CONFLICT (run_id, question) DO UPDATE SET score = excluded.score, text = excluded.text
"""
DROP_CHECK_ANSWER = """
DELETE FROM check_answer WHERE question = :question
  AND run_id IN (SELECT id FROM check_run WHERE name = :name AND day = :day)
"""
OBSERVATIONS = """
SELECT id, kind, value_id, day, who, negative, text FROM observation
WHERE kind = :kind AND day BETWEEN :start AND :end ORDER BY day, id
"""
PUT_OBSERVATION = """
INSERT INTO observation (id, kind, value_id, day, who, negative, text)
VALUES (:id, :kind, :value_id, :day, :who, :negative, :text)
"""
SOURCES = "SELECT id, title, author, value_id, added_on, finished_on FROM source ORDER BY added_on, title, id"
PUT_SOURCE = """
INSERT INTO source (id, title, author, value_id, added_on, finished_on)
VALUES (:id, :title, :author, :value_id, :added_on, :finished_on)
ON CONFLICT (id) DO UPDATE SET finished_on = excluded.finished_on
"""
DROP_SOURCE = "DELETE FROM source WHERE id = :id"
LESSONS = "SELECT source_id, id, taken_on, text FROM lesson ORDER BY taken_on, id"
PUT_LESSON = """
INSERT INTO lesson (id, source_id, taken_on, text) VALUES (:id, :source_id, :taken_on, :text)
"""
DROP_LESSONS = "DELETE FROM lesson WHERE source_id = :source_id"
LESSON_IN_TURN = """
SELECT lesson.text, source.title, source.author, value.name
FROM lesson JOIN source ON source.id = lesson.source_id LEFT JOIN value ON value.id = source.value_id
ORDER BY lesson.taken_on, lesson.id
LIMIT 1 OFFSET :turn % (SELECT max(1, count(*)) FROM lesson)
"""
FORMS = """
SELECT form.id, code, observer, asked_on, answered_on, closed,
  value_id, definition_id, frequency, example, wish
FROM form JOIN form_answer ON form_answer.form_id = form.id
JOIN value ON value.id = form_answer.value_id ORDER BY asked_on, code, value.position
"""
PUT_FORM = """
INSERT INTO form (id, code, observer, asked_on, answered_on, closed)
VALUES (:id, :code, :observer, :asked_on, :answered_on, :closed)
ON CONFLICT (id) DO UPDATE SET answered_on = excluded.answered_on, closed = excluded.closed
"""
PUT_FORM_ANSWER = """
INSERT INTO form_answer (id, form_id, value_id, definition_id, frequency, example, wish)
VALUES (:id, :form_id, :value_id, :definition_id, :frequency, :example, :wish)
ON CONFLICT (form_id, value_id) DO UPDATE SET frequency = excluded.frequency,
  example = excluded.example, wish = excluded.wish
"""
NEWEST_FORM = "SELECT MAX(asked_on) FROM form"
LENSES = """
SELECT lens.name, lens.value_id, night.day, reflection.value_id, lens.practice_id
FROM lens LEFT JOIN reflection ON reflection.id = reflection_id LEFT JOIN night ON night.id = night_id
"""
_PUT_LENS = """
INSERT INTO lens (id, name, {0}) {1}
ON CONFLICT ({0}) DO UPDATE SET name = excluded.name
"""
PUT_LENS_OF_VALUE = _PUT_LENS.format("value_id", "VALUES (:id, :name, :value_id)")
PUT_LENS_OF_PRACTICE = _PUT_LENS.format("practice_id", "VALUES (:id, :name, :practice_id)")
PUT_LENS_OF_ANSWER = _PUT_LENS.format(
    "reflection_id",
    "SELECT :id, :name, reflection.id FROM reflection JOIN night ON night.id = night_id "
    "WHERE night.day = :day AND value_id = :value_id",
)
DROP_LENS_OF_VALUE = "DELETE FROM lens WHERE value_id = :value_id"
DROP_LENS_OF_PRACTICE = "DELETE FROM lens WHERE practice_id = :practice_id"
DROP_LENS_OF_ANSWER = """
DELETE FROM lens WHERE reflection_id IN (
  SELECT reflection.id FROM reflection JOIN night ON night.id = night_id
  WHERE night.day = :day AND reflection.value_id = :value_id)
"""

DRAFT = "SELECT text FROM draft WHERE question = :question"
DRAFTED = """
SELECT question FROM draft WHERE substr(question, 1, length(:path) + 1) = CAST(:path AS TEXT) || '/'
"""
PUT_DRAFT = """
INSERT INTO draft (question, text, at, at_offset) VALUES (:question, :text, :at, :at_offset)
ON CONFLICT (question) DO UPDATE SET text = excluded.text, at = excluded.at, at_offset = excluded.at_offset
"""
DROP_DRAFTS = """
DELETE FROM draft WHERE question = :question
  OR substr(question, 1, length(:question) + 1) = CAST(:question AS TEXT) || '/'
"""

ADD_STORE = "INSERT INTO store (id, created_at, created_offset) VALUES (:id, :at, :at_offset)"
HAS_STORE = "SELECT count(*) FROM store"

ADD_COMMAND = """
INSERT INTO command (name, words, at, at_offset, undoes) VALUES (:name, :words, :at, :at_offset, :undoes)
RETURNING number
"""
SET_CURRENT_COMMAND = """
INSERT INTO current_command (id, command) VALUES (1, :command)
ON CONFLICT (id) DO UPDATE SET command = excluded.command
"""
IS_NEWEST_COMMAND = """
SELECT 1 FROM command WHERE number = :number AND words = :words AND at = :at AND at_offset = :at_offset
  AND NOT EXISTS (SELECT 1 FROM command AS later WHERE later.number > :number)
  AND NOT EXISTS (SELECT 1 FROM together WHERE registered >= :number)
"""
# A command stands taken back while an undo of it exists that was not itself taken back by a redo.
_UNDO_IN_FORCE = """
SELECT undo.number FROM command AS undo
WHERE undo.undoes = {} AND NOT EXISTS (SELECT 1 FROM command AS redo WHERE redo.undoes = undo.number)
"""
STANDING = f"""
SELECT number, name, words, at, at_offset FROM command
WHERE undoes IS NULL AND name NOT IN ('sync', 'sync confirm')
  AND NOT EXISTS ({_UNDO_IN_FORCE.format("command.number")})
  AND number > (SELECT COALESCE(MAX(number), 0) FROM command WHERE name IN ('purge', 'salvage'))
ORDER BY number DESC LIMIT :limit
"""
LAST_TO_REDO = """
SELECT undo.number, done.name, done.words, done.at, done.at_offset
FROM command AS undo JOIN command AS done ON done.number = undo.undoes AND done.undoes IS NULL
WHERE NOT EXISTS (SELECT 1 FROM command AS redo WHERE redo.undoes = undo.number)
  AND NOT EXISTS (SELECT 1 FROM command AS later WHERE later.undoes IS NULL AND later.number > undo.number)
ORDER BY undo.number DESC LIMIT 1
"""
CHANGES_OF = """
SELECT number, table_name, before_image, after_image
FROM history WHERE command = :command AND number < :before ORDER BY number DESC LIMIT :limit
"""
DEFER_REFERENCES = "PRAGMA defer_foreign_keys = ON"
