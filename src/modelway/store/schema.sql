-- Made by `python -m modelway.store.schema`; change the tables there, not here.

CREATE TABLE check_run (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    finished INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name, day),
    CHECK (finished IN (0, 1))
) STRICT;

CREATE TABLE command (
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    at TEXT NOT NULL,
    at_offset INTEGER NOT NULL,
    undoes INTEGER,
    PRIMARY KEY (number),
    FOREIGN KEY(undoes) REFERENCES command (number)
) STRICT;

CREATE TABLE draft (
    question TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    at_offset INTEGER NOT NULL,
    PRIMARY KEY (question)
) STRICT;

CREATE TABLE exchanged_command (
    id TEXT NOT NULL,
    machine TEXT NOT NULL,
    number INTEGER NOT NULL,
    token TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    seen TEXT NOT NULL,
    undoes TEXT,
    erases TEXT,
    command INTEGER,
    "replace" INTEGER NOT NULL,
    PRIMARY KEY (id),
    CHECK (replace IN (0, 1))
) STRICT;

CREATE TABLE form (
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    observer TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    answered_on TEXT,
    closed INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code),
    CHECK (closed IN (0, 1))
) STRICT;

CREATE TABLE night (
    id TEXT NOT NULL,
    day TEXT NOT NULL,
    note TEXT NOT NULL,
    started_at TEXT NOT NULL,
    started_offset INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (day),
    CHECK (finished IN (0, 1))
) STRICT;

CREATE TABLE store (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_offset INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE together (
    id INTEGER NOT NULL,
    journal TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    secret TEXT NOT NULL,
    place TEXT NOT NULL,
    machine TEXT NOT NULL,
    names TEXT NOT NULL,
    registered INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    met_at TEXT,
    PRIMARY KEY (id),
    CHECK (id = 1)
) STRICT;

CREATE TABLE value (
    id TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    role TEXT NOT NULL,
    importance INTEGER NOT NULL,
    target REAL NOT NULL,
    position INTEGER NOT NULL,
    defined_on TEXT NOT NULL,
    retired_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (slug),
    UNIQUE (name_key),
    CHECK (role IN ('leader', 'team member', 'person', 'partner')),
    CHECK (importance BETWEEN 1 AND 10),
    CHECK (target BETWEEN 0 AND 1)
) STRICT;

CREATE TABLE vision (
    id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (starts_on)
) STRICT;

CREATE TABLE check_answer (
    id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    question TEXT NOT NULL,
    score INTEGER,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (run_id, question),
    FOREIGN KEY(run_id) REFERENCES check_run (id)
) STRICT;

CREATE TABLE current_command (
    id INTEGER NOT NULL,
    command INTEGER NOT NULL,
    PRIMARY KEY (id),
    CHECK (id = 1),
    FOREIGN KEY(command) REFERENCES command (number)
) STRICT;

CREATE TABLE definition (
    id TEXT NOT NULL,
    value_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (value_id, starts_on),
    FOREIGN KEY(value_id) REFERENCES value (id)
) STRICT;

CREATE TABLE earlier_aim (
    id TEXT NOT NULL,
    value_id TEXT NOT NULL,
    until TEXT NOT NULL,
    target REAL NOT NULL,
    importance INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (value_id, until),
    CHECK (importance BETWEEN 1 AND 10),
    CHECK (target BETWEEN 0 AND 1),
    FOREIGN KEY(value_id) REFERENCES value (id)
) STRICT;

CREATE TABLE exchanged_change (
    number INTEGER NOT NULL,
    exchanged TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    fields TEXT,
    stands_in TEXT,
    PRIMARY KEY (number),
    FOREIGN KEY(exchanged) REFERENCES exchanged_command (id)
) STRICT;

CREATE INDEX exchanged_change_by_command ON exchanged_change (exchanged);

CREATE INDEX exchanged_change_by_row ON exchanged_change (table_name, row_id);

CREATE TABLE history (
    number INTEGER NOT NULL,
    command INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    before_image TEXT,
    after_image TEXT,
    digest TEXT,
    PRIMARY KEY (number),
    FOREIGN KEY(command) REFERENCES command (number)
) STRICT;

CREATE INDEX history_by_command ON history (command);

CREATE TABLE observation (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    value_id TEXT,
    day TEXT NOT NULL,
    who TEXT NOT NULL,
    negative INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (kind IN ('remark', 'example')),
    CHECK (kind = 'example' OR value_id IS NOT NULL),
    CHECK (negative IN (0, 1)),
    FOREIGN KEY(value_id) REFERENCES value (id)
) STRICT;

CREATE TABLE practice (
    id TEXT NOT NULL,
    value_id TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    place INTEGER NOT NULL,
    cue TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT,
    note TEXT NOT NULL,
    reported_on TEXT,
    PRIMARY KEY (id),
    CHECK (outcome IN ('kept', 'partly', 'not_kept', 'no_chance')),
    CHECK (due_on >= planned_on),
    CHECK ((outcome IS NULL) = (reported_on IS NULL)),
    FOREIGN KEY(value_id) REFERENCES value (id)
) STRICT;

CREATE INDEX practice_by_due ON practice (due_on);

CREATE INDEX practice_by_plan ON practice (planned_on);

CREATE INDEX practice_by_report ON practice (reported_on);

CREATE TABLE rest (
    id TEXT NOT NULL,
    value_id TEXT,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (ends_on >= starts_on),
    FOREIGN KEY(value_id) REFERENCES value (id)
) STRICT;

CREATE TABLE source (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    value_id TEXT,
    added_on TEXT NOT NULL,
    finished_on TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(value_id) REFERENCES value (id)
) STRICT;

CREATE TABLE week_review (
    id TEXT NOT NULL,
    week TEXT NOT NULL,
    intended TEXT,
    happened TEXT,
    why TEXT,
    next TEXT,
    finished INTEGER NOT NULL,
    focus_value_id TEXT,
    PRIMARY KEY (id),
    UNIQUE (week),
    CHECK (finished IN (0, 1)),
    FOREIGN KEY(focus_value_id) REFERENCES value (id)
) STRICT;

CREATE TABLE behavior (
    id TEXT NOT NULL,
    definition_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (definition_id, position),
    FOREIGN KEY(definition_id) REFERENCES definition (id)
) STRICT;

CREATE TABLE form_answer (
    id TEXT NOT NULL,
    form_id TEXT NOT NULL,
    value_id TEXT NOT NULL,
    definition_id TEXT NOT NULL,
    frequency INTEGER,
    example TEXT NOT NULL,
    wish TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (form_id, value_id),
    CHECK (frequency BETWEEN 1 AND 10),
    FOREIGN KEY(form_id) REFERENCES form (id),
    FOREIGN KEY(value_id) REFERENCES value (id),
    FOREIGN KEY(definition_id) REFERENCES definition (id)
) STRICT;

CREATE TABLE lesson (
    id TEXT NOT NULL,
    source_id TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(source_id) REFERENCES source (id)
) STRICT;

CREATE TABLE reflection (
    id TEXT NOT NULL,
    night_id TEXT NOT NULL,
    value_id TEXT NOT NULL,
    definition_id TEXT NOT NULL,
    outcome TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (night_id, value_id),
    CHECK (outcome IN ('demonstrated', 'fell_short', 'missed', 'no_opportunity')),
    FOREIGN KEY(night_id) REFERENCES night (id),
    FOREIGN KEY(value_id) REFERENCES value (id),
    FOREIGN KEY(definition_id) REFERENCES definition (id)
) STRICT;

CREATE TABLE lens (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    value_id TEXT,
    reflection_id TEXT,
    practice_id TEXT,
    PRIMARY KEY (id),
    UNIQUE (value_id),
    UNIQUE (reflection_id),
    UNIQUE (practice_id),
    CHECK ((value_id IS NOT NULL) + (reflection_id IS NOT NULL) + (practice_id IS NOT NULL) = 1),
    FOREIGN KEY(value_id) REFERENCES value (id) ON DELETE CASCADE,
    FOREIGN KEY(reflection_id) REFERENCES reflection (id) ON DELETE CASCADE,
    FOREIGN KEY(practice_id) REFERENCES practice (id) ON DELETE CASCADE
) STRICT;

CREATE TRIGGER history_of_value_insert AFTER INSERT ON value BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'value', NEW.id,
     NULL,
     json_object('id', NEW.id, 'slug', NEW.slug, 'name', NEW.name, 'name_key', NEW.name_key, 'role', NEW.role, 'importance', NEW.importance, 'target', NEW.target, 'position', NEW.position, 'defined_on', NEW.defined_on, 'retired_on', NEW.retired_on));
END;

CREATE TRIGGER history_of_value_update AFTER UPDATE ON value
  WHEN OLD.id IS NOT NEW.id OR OLD.slug IS NOT NEW.slug OR OLD.name IS NOT NEW.name OR OLD.name_key IS NOT NEW.name_key OR OLD.role IS NOT NEW.role OR OLD.importance IS NOT NEW.importance OR OLD.target IS NOT NEW.target OR OLD.position IS NOT NEW.position OR OLD.defined_on IS NOT NEW.defined_on OR OLD.retired_on IS NOT NEW.retired_on BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'value', NEW.id,
     json_object('id', OLD.id, 'slug', OLD.slug, 'name', OLD.name, 'name_key', OLD.name_key, 'role', OLD.role, 'importance', OLD.importance, 'target', OLD.target, 'position', OLD.position, 'defined_on', OLD.defined_on, 'retired_on', OLD.retired_on),
     json_object('id', NEW.id, 'slug', NEW.slug, 'name', NEW.name, 'name_key', NEW.name_key, 'role', NEW.role, 'importance', NEW.importance, 'target', NEW.target, 'position', NEW.position, 'defined_on', NEW.defined_on, 'retired_on', NEW.retired_on));
END;

CREATE TRIGGER history_of_value_delete AFTER DELETE ON value BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'value', OLD.id,
     json_object('id', OLD.id, 'slug', OLD.slug, 'name', OLD.name, 'name_key', OLD.name_key, 'role', OLD.role, 'importance', OLD.importance, 'target', OLD.target, 'position', OLD.position, 'defined_on', OLD.defined_on, 'retired_on', OLD.retired_on),
     NULL);
END;

CREATE TRIGGER history_of_earlier_aim_insert AFTER INSERT ON earlier_aim BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'earlier_aim', NEW.id,
     NULL,
     json_object('id', NEW.id, 'value_id', NEW.value_id, 'until', NEW.until, 'target', NEW.target, 'importance', NEW.importance));
END;

CREATE TRIGGER history_of_earlier_aim_update AFTER UPDATE ON earlier_aim
  WHEN OLD.id IS NOT NEW.id OR OLD.value_id IS NOT NEW.value_id OR OLD.until IS NOT NEW.until OR OLD.target IS NOT NEW.target OR OLD.importance IS NOT NEW.importance BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'earlier_aim', NEW.id,
     json_object('id', OLD.id, 'value_id', OLD.value_id, 'until', OLD.until, 'target', OLD.target, 'importance', OLD.importance),
     json_object('id', NEW.id, 'value_id', NEW.value_id, 'until', NEW.until, 'target', NEW.target, 'importance', NEW.importance));
END;

CREATE TRIGGER history_of_earlier_aim_delete AFTER DELETE ON earlier_aim BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'earlier_aim', OLD.id,
     json_object('id', OLD.id, 'value_id', OLD.value_id, 'until', OLD.until, 'target', OLD.target, 'importance', OLD.importance),
     NULL);
END;

CREATE TRIGGER history_of_definition_insert AFTER INSERT ON definition BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'definition', NEW.id,
     NULL,
     json_object('id', NEW.id, 'value_id', NEW.value_id, 'starts_on', NEW.starts_on, 'text', NEW.text));
END;

CREATE TRIGGER history_of_definition_update AFTER UPDATE ON definition
  WHEN OLD.id IS NOT NEW.id OR OLD.value_id IS NOT NEW.value_id OR OLD.starts_on IS NOT NEW.starts_on OR OLD.text IS NOT NEW.text BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'definition', NEW.id,
     json_object('id', OLD.id, 'value_id', OLD.value_id, 'starts_on', OLD.starts_on, 'text', OLD.text),
     json_object('id', NEW.id, 'value_id', NEW.value_id, 'starts_on', NEW.starts_on, 'text', NEW.text));
END;

CREATE TRIGGER history_of_definition_delete AFTER DELETE ON definition BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'definition', OLD.id,
     json_object('id', OLD.id, 'value_id', OLD.value_id, 'starts_on', OLD.starts_on, 'text', OLD.text),
     NULL);
END;

CREATE TRIGGER history_of_behavior_insert AFTER INSERT ON behavior BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'behavior', NEW.id,
     NULL,
     json_object('id', NEW.id, 'definition_id', NEW.definition_id, 'position', NEW.position, 'text', NEW.text));
END;

CREATE TRIGGER history_of_behavior_update AFTER UPDATE ON behavior
  WHEN OLD.id IS NOT NEW.id OR OLD.definition_id IS NOT NEW.definition_id OR OLD.position IS NOT NEW.position OR OLD.text IS NOT NEW.text BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'behavior', NEW.id,
     json_object('id', OLD.id, 'definition_id', OLD.definition_id, 'position', OLD.position, 'text', OLD.text),
     json_object('id', NEW.id, 'definition_id', NEW.definition_id, 'position', NEW.position, 'text', NEW.text));
END;

CREATE TRIGGER history_of_behavior_delete AFTER DELETE ON behavior BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'behavior', OLD.id,
     json_object('id', OLD.id, 'definition_id', OLD.definition_id, 'position', OLD.position, 'text', OLD.text),
     NULL);
END;

CREATE TRIGGER history_of_night_insert AFTER INSERT ON night BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'night', NEW.id,
     NULL,
     json_object('id', NEW.id, 'day', NEW.day, 'note', NEW.note, 'started_at', NEW.started_at, 'started_offset', NEW.started_offset, 'finished', NEW.finished));
END;

CREATE TRIGGER history_of_night_update AFTER UPDATE ON night
  WHEN OLD.id IS NOT NEW.id OR OLD.day IS NOT NEW.day OR OLD.note IS NOT NEW.note OR OLD.started_at IS NOT NEW.started_at OR OLD.started_offset IS NOT NEW.started_offset OR OLD.finished IS NOT NEW.finished BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'night', NEW.id,
     json_object('id', OLD.id, 'day', OLD.day, 'note', OLD.note, 'started_at', OLD.started_at, 'started_offset', OLD.started_offset, 'finished', OLD.finished),
     json_object('id', NEW.id, 'day', NEW.day, 'note', NEW.note, 'started_at', NEW.started_at, 'started_offset', NEW.started_offset, 'finished', NEW.finished));
END;

CREATE TRIGGER history_of_night_delete AFTER DELETE ON night BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'night', OLD.id,
     json_object('id', OLD.id, 'day', OLD.day, 'note', OLD.note, 'started_at', OLD.started_at, 'started_offset', OLD.started_offset, 'finished', OLD.finished),
     NULL);
END;

CREATE TRIGGER history_of_reflection_insert AFTER INSERT ON reflection BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'reflection', NEW.id,
     NULL,
     json_object('id', NEW.id, 'night_id', NEW.night_id, 'value_id', NEW.value_id, 'definition_id', NEW.definition_id, 'outcome', NEW.outcome, 'text', NEW.text));
END;

CREATE TRIGGER history_of_reflection_update AFTER UPDATE ON reflection
  WHEN OLD.id IS NOT NEW.id OR OLD.night_id IS NOT NEW.night_id OR OLD.value_id IS NOT NEW.value_id OR OLD.definition_id IS NOT NEW.definition_id OR OLD.outcome IS NOT NEW.outcome OR OLD.text IS NOT NEW.text BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'reflection', NEW.id,
     json_object('id', OLD.id, 'night_id', OLD.night_id, 'value_id', OLD.value_id, 'definition_id', OLD.definition_id, 'outcome', OLD.outcome, 'text', OLD.text),
     json_object('id', NEW.id, 'night_id', NEW.night_id, 'value_id', NEW.value_id, 'definition_id', NEW.definition_id, 'outcome', NEW.outcome, 'text', NEW.text));
END;

CREATE TRIGGER history_of_reflection_delete AFTER DELETE ON reflection BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'reflection', OLD.id,
     json_object('id', OLD.id, 'night_id', OLD.night_id, 'value_id', OLD.value_id, 'definition_id', OLD.definition_id, 'outcome', OLD.outcome, 'text', OLD.text),
     NULL);
END;

CREATE TRIGGER history_of_practice_insert AFTER INSERT ON practice BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'practice', NEW.id,
     NULL,
     json_object('id', NEW.id, 'value_id', NEW.value_id, 'planned_on', NEW.planned_on, 'due_on', NEW.due_on, 'place', NEW.place, 'cue', NEW.cue, 'action', NEW.action, 'outcome', NEW.outcome, 'note', NEW.note, 'reported_on', NEW.reported_on));
END;

CREATE TRIGGER history_of_practice_update AFTER UPDATE ON practice
  WHEN OLD.id IS NOT NEW.id OR OLD.value_id IS NOT NEW.value_id OR OLD.planned_on IS NOT NEW.planned_on OR OLD.due_on IS NOT NEW.due_on OR OLD.place IS NOT NEW.place OR OLD.cue IS NOT NEW.cue OR OLD.action IS NOT NEW.action OR OLD.outcome IS NOT NEW.outcome OR OLD.note IS NOT NEW.note OR OLD.reported_on IS NOT NEW.reported_on BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'practice', NEW.id,
     json_object('id', OLD.id, 'value_id', OLD.value_id, 'planned_on', OLD.planned_on, 'due_on', OLD.due_on, 'place', OLD.place, 'cue', OLD.cue, 'action', OLD.action, 'outcome', OLD.outcome, 'note', OLD.note, 'reported_on', OLD.reported_on),
     json_object('id', NEW.id, 'value_id', NEW.value_id, 'planned_on', NEW.planned_on, 'due_on', NEW.due_on, 'place', NEW.place, 'cue', NEW.cue, 'action', NEW.action, 'outcome', NEW.outcome, 'note', NEW.note, 'reported_on', NEW.reported_on));
END;

CREATE TRIGGER history_of_practice_delete AFTER DELETE ON practice BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'practice', OLD.id,
     json_object('id', OLD.id, 'value_id', OLD.value_id, 'planned_on', OLD.planned_on, 'due_on', OLD.due_on, 'place', OLD.place, 'cue', OLD.cue, 'action', OLD.action, 'outcome', OLD.outcome, 'note', OLD.note, 'reported_on', OLD.reported_on),
     NULL);
END;

CREATE TRIGGER history_of_rest_insert AFTER INSERT ON rest BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'rest', NEW.id,
     NULL,
     json_object('id', NEW.id, 'value_id', NEW.value_id, 'starts_on', NEW.starts_on, 'ends_on', NEW.ends_on, 'reason', NEW.reason));
END;

CREATE TRIGGER history_of_rest_update AFTER UPDATE ON rest
  WHEN OLD.id IS NOT NEW.id OR OLD.value_id IS NOT NEW.value_id OR OLD.starts_on IS NOT NEW.starts_on OR OLD.ends_on IS NOT NEW.ends_on OR OLD.reason IS NOT NEW.reason BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'rest', NEW.id,
     json_object('id', OLD.id, 'value_id', OLD.value_id, 'starts_on', OLD.starts_on, 'ends_on', OLD.ends_on, 'reason', OLD.reason),
     json_object('id', NEW.id, 'value_id', NEW.value_id, 'starts_on', NEW.starts_on, 'ends_on', NEW.ends_on, 'reason', NEW.reason));
END;

CREATE TRIGGER history_of_rest_delete AFTER DELETE ON rest BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'rest', OLD.id,
     json_object('id', OLD.id, 'value_id', OLD.value_id, 'starts_on', OLD.starts_on, 'ends_on', OLD.ends_on, 'reason', OLD.reason),
     NULL);
END;

CREATE TRIGGER history_of_week_review_insert AFTER INSERT ON week_review BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'week_review', NEW.id,
     NULL,
     json_object('id', NEW.id, 'week', NEW.week, 'intended', NEW.intended, 'happened', NEW.happened, 'why', NEW.why, 'next', NEW.next, 'finished', NEW.finished, 'focus_value_id', NEW.focus_value_id));
END;

CREATE TRIGGER history_of_week_review_update AFTER UPDATE ON week_review
  WHEN OLD.id IS NOT NEW.id OR OLD.week IS NOT NEW.week OR OLD.intended IS NOT NEW.intended OR OLD.happened IS NOT NEW.happened OR OLD.why IS NOT NEW.why OR OLD.next IS NOT NEW.next OR OLD.finished IS NOT NEW.finished OR OLD.focus_value_id IS NOT NEW.focus_value_id BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'week_review', NEW.id,
     json_object('id', OLD.id, 'week', OLD.week, 'intended', OLD.intended, 'happened', OLD.happened, 'why', OLD.why, 'next', OLD.next, 'finished', OLD.finished, 'focus_value_id', OLD.focus_value_id),
     json_object('id', NEW.id, 'week', NEW.week, 'intended', NEW.intended, 'happened', NEW.happened, 'why', NEW.why, 'next', NEW.next, 'finished', NEW.finished, 'focus_value_id', NEW.focus_value_id));
END;

CREATE TRIGGER history_of_week_review_delete AFTER DELETE ON week_review BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'week_review', OLD.id,
     json_object('id', OLD.id, 'week', OLD.week, 'intended', OLD.intended, 'happened', OLD.happened, 'why', OLD.why, 'next', OLD.next, 'finished', OLD.finished, 'focus_value_id', OLD.focus_value_id),
     NULL);
END;

CREATE TRIGGER history_of_vision_insert AFTER INSERT ON vision BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'vision', NEW.id,
     NULL,
     json_object('id', NEW.id, 'starts_on', NEW.starts_on, 'text', NEW.text));
END;

CREATE TRIGGER history_of_vision_update AFTER UPDATE ON vision
  WHEN OLD.id IS NOT NEW.id OR OLD.starts_on IS NOT NEW.starts_on OR OLD.text IS NOT NEW.text BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'vision', NEW.id,
     json_object('id', OLD.id, 'starts_on', OLD.starts_on, 'text', OLD.text),
     json_object('id', NEW.id, 'starts_on', NEW.starts_on, 'text', NEW.text));
END;

CREATE TRIGGER history_of_vision_delete AFTER DELETE ON vision BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'vision', OLD.id,
     json_object('id', OLD.id, 'starts_on', OLD.starts_on, 'text', OLD.text),
     NULL);
END;

CREATE TRIGGER history_of_check_run_insert AFTER INSERT ON check_run BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'check_run', NEW.id,
     NULL,
     json_object('id', NEW.id, 'name', NEW.name, 'day', NEW.day, 'finished', NEW.finished));
END;

CREATE TRIGGER history_of_check_run_update AFTER UPDATE ON check_run
  WHEN OLD.id IS NOT NEW.id OR OLD.name IS NOT NEW.name OR OLD.day IS NOT NEW.day OR OLD.finished IS NOT NEW.finished BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'check_run', NEW.id,
     json_object('id', OLD.id, 'name', OLD.name, 'day', OLD.day, 'finished', OLD.finished),
     json_object('id', NEW.id, 'name', NEW.name, 'day', NEW.day, 'finished', NEW.finished));
END;

CREATE TRIGGER history_of_check_run_delete AFTER DELETE ON check_run BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'check_run', OLD.id,
     json_object('id', OLD.id, 'name', OLD.name, 'day', OLD.day, 'finished', OLD.finished),
     NULL);
END;

CREATE TRIGGER history_of_check_answer_insert AFTER INSERT ON check_answer BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'check_answer', NEW.id,
     NULL,
     json_object('id', NEW.id, 'run_id', NEW.run_id, 'question', NEW.question, 'score', NEW.score, 'text', NEW.text));
END;

CREATE TRIGGER history_of_check_answer_update AFTER UPDATE ON check_answer
  WHEN OLD.id IS NOT NEW.id OR OLD.run_id IS NOT NEW.run_id OR OLD.question IS NOT NEW.question OR OLD.score IS NOT NEW.score OR OLD.text IS NOT NEW.text BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'check_answer', NEW.id,
     json_object('id', OLD.id, 'run_id', OLD.run_id, 'question', OLD.question, 'score', OLD.score, 'text', OLD.text),
     json_object('id', NEW.id, 'run_id', NEW.run_id, 'question', NEW.question, 'score', NEW.score, 'text', NEW.text));
END;

CREATE TRIGGER history_of_check_answer_delete AFTER DELETE ON check_answer BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'check_answer', OLD.id,
     json_object('id', OLD.id, 'run_id', OLD.run_id, 'question', OLD.question, 'score', OLD.score, 'text', OLD.text),
     NULL);
END;

CREATE TRIGGER history_of_observation_insert AFTER INSERT ON observation BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'observation', NEW.id,
     NULL,
     json_object('id', NEW.id, 'kind', NEW.kind, 'value_id', NEW.value_id, 'day', NEW.day, 'who', NEW.who, 'negative', NEW.negative, 'text', NEW.text));
END;

CREATE TRIGGER history_of_observation_update AFTER UPDATE ON observation
  WHEN OLD.id IS NOT NEW.id OR OLD.kind IS NOT NEW.kind OR OLD.value_id IS NOT NEW.value_id OR OLD.day IS NOT NEW.day OR OLD.who IS NOT NEW.who OR OLD.negative IS NOT NEW.negative OR OLD.text IS NOT NEW.text BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'observation', NEW.id,
     json_object('id', OLD.id, 'kind', OLD.kind, 'value_id', OLD.value_id, 'day', OLD.day, 'who', OLD.who, 'negative', OLD.negative, 'text', OLD.text),
     json_object('id', NEW.id, 'kind', NEW.kind, 'value_id', NEW.value_id, 'day', NEW.day, 'who', NEW.who, 'negative', NEW.negative, 'text', NEW.text));
END;

CREATE TRIGGER history_of_observation_delete AFTER DELETE ON observation BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'observation', OLD.id,
     json_object('id', OLD.id, 'kind', OLD.kind, 'value_id', OLD.value_id, 'day', OLD.day, 'who', OLD.who, 'negative', OLD.negative, 'text', OLD.text),
     NULL);
END;

CREATE TRIGGER history_of_source_insert AFTER INSERT ON source BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'source', NEW.id,
     NULL,
     json_object('id', NEW.id, 'title', NEW.title, 'author', NEW.author, 'value_id', NEW.value_id, 'added_on', NEW.added_on, 'finished_on', NEW.finished_on));
END;

CREATE TRIGGER history_of_source_update AFTER UPDATE ON source
  WHEN OLD.id IS NOT NEW.id OR OLD.title IS NOT NEW.title OR OLD.author IS NOT NEW.author OR OLD.value_id IS NOT NEW.value_id OR OLD.added_on IS NOT NEW.added_on OR OLD.finished_on IS NOT NEW.finished_on BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'source', NEW.id,
     json_object('id', OLD.id, 'title', OLD.title, 'author', OLD.author, 'value_id', OLD.value_id, 'added_on', OLD.added_on, 'finished_on', OLD.finished_on),
     json_object('id', NEW.id, 'title', NEW.title, 'author', NEW.author, 'value_id', NEW.value_id, 'added_on', NEW.added_on, 'finished_on', NEW.finished_on));
END;

CREATE TRIGGER history_of_source_delete AFTER DELETE ON source BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'source', OLD.id,
     json_object('id', OLD.id, 'title', OLD.title, 'author', OLD.author, 'value_id', OLD.value_id, 'added_on', OLD.added_on, 'finished_on', OLD.finished_on),
     NULL);
END;

CREATE TRIGGER history_of_lesson_insert AFTER INSERT ON lesson BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'lesson', NEW.id,
     NULL,
     json_object('id', NEW.id, 'source_id', NEW.source_id, 'taken_on', NEW.taken_on, 'text', NEW.text));
END;

CREATE TRIGGER history_of_lesson_update AFTER UPDATE ON lesson
  WHEN OLD.id IS NOT NEW.id OR OLD.source_id IS NOT NEW.source_id OR OLD.taken_on IS NOT NEW.taken_on OR OLD.text IS NOT NEW.text BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'lesson', NEW.id,
     json_object('id', OLD.id, 'source_id', OLD.source_id, 'taken_on', OLD.taken_on, 'text', OLD.text),
     json_object('id', NEW.id, 'source_id', NEW.source_id, 'taken_on', NEW.taken_on, 'text', NEW.text));
END;

CREATE TRIGGER history_of_lesson_delete AFTER DELETE ON lesson BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'lesson', OLD.id,
     json_object('id', OLD.id, 'source_id', OLD.source_id, 'taken_on', OLD.taken_on, 'text', OLD.text),
     NULL);
END;

CREATE TRIGGER history_of_form_insert AFTER INSERT ON form BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'form', NEW.id,
     NULL,
     json_object('id', NEW.id, 'code', NEW.code, 'observer', NEW.observer, 'asked_on', NEW.asked_on, 'answered_on', NEW.answered_on, 'closed', NEW.closed));
END;

CREATE TRIGGER history_of_form_update AFTER UPDATE ON form
  WHEN OLD.id IS NOT NEW.id OR OLD.code IS NOT NEW.code OR OLD.observer IS NOT NEW.observer OR OLD.asked_on IS NOT NEW.asked_on OR OLD.answered_on IS NOT NEW.answered_on OR OLD.closed IS NOT NEW.closed BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'form', NEW.id,
     json_object('id', OLD.id, 'code', OLD.code, 'observer', OLD.observer, 'asked_on', OLD.asked_on, 'answered_on', OLD.answered_on, 'closed', OLD.closed),
     json_object('id', NEW.id, 'code', NEW.code, 'observer', NEW.observer, 'asked_on', NEW.asked_on, 'answered_on', NEW.answered_on, 'closed', NEW.closed));
END;

CREATE TRIGGER history_of_form_delete AFTER DELETE ON form BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'form', OLD.id,
     json_object('id', OLD.id, 'code', OLD.code, 'observer', OLD.observer, 'asked_on', OLD.asked_on, 'answered_on', OLD.answered_on, 'closed', OLD.closed),
     NULL);
END;

CREATE TRIGGER history_of_form_answer_insert AFTER INSERT ON form_answer BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'form_answer', NEW.id,
     NULL,
     json_object('id', NEW.id, 'form_id', NEW.form_id, 'value_id', NEW.value_id, 'definition_id', NEW.definition_id, 'frequency', NEW.frequency, 'example', NEW.example, 'wish', NEW.wish));
END;

CREATE TRIGGER history_of_form_answer_update AFTER UPDATE ON form_answer
  WHEN OLD.id IS NOT NEW.id OR OLD.form_id IS NOT NEW.form_id OR OLD.value_id IS NOT NEW.value_id OR OLD.definition_id IS NOT NEW.definition_id OR OLD.frequency IS NOT NEW.frequency OR OLD.example IS NOT NEW.example OR OLD.wish IS NOT NEW.wish BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'form_answer', NEW.id,
     json_object('id', OLD.id, 'form_id', OLD.form_id, 'value_id', OLD.value_id, 'definition_id', OLD.definition_id, 'frequency', OLD.frequency, 'example', OLD.example, 'wish', OLD.wish),
     json_object('id', NEW.id, 'form_id', NEW.form_id, 'value_id', NEW.value_id, 'definition_id', NEW.definition_id, 'frequency', NEW.frequency, 'example', NEW.example, 'wish', NEW.wish));
END;

CREATE TRIGGER history_of_form_answer_delete AFTER DELETE ON form_answer BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'form_answer', OLD.id,
     json_object('id', OLD.id, 'form_id', OLD.form_id, 'value_id', OLD.value_id, 'definition_id', OLD.definition_id, 'frequency', OLD.frequency, 'example', OLD.example, 'wish', OLD.wish),
     NULL);
END;

CREATE TRIGGER history_of_lens_insert AFTER INSERT ON lens BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'lens', NEW.id,
     NULL,
     json_object('id', NEW.id, 'name', NEW.name, 'value_id', NEW.value_id, 'reflection_id', NEW.reflection_id, 'practice_id', NEW.practice_id));
END;

CREATE TRIGGER history_of_lens_update AFTER UPDATE ON lens
  WHEN OLD.id IS NOT NEW.id OR OLD.name IS NOT NEW.name OR OLD.value_id IS NOT NEW.value_id OR OLD.reflection_id IS NOT NEW.reflection_id OR OLD.practice_id IS NOT NEW.practice_id BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'lens', NEW.id,
     json_object('id', OLD.id, 'name', OLD.name, 'value_id', OLD.value_id, 'reflection_id', OLD.reflection_id, 'practice_id', OLD.practice_id),
     json_object('id', NEW.id, 'name', NEW.name, 'value_id', NEW.value_id, 'reflection_id', NEW.reflection_id, 'practice_id', NEW.practice_id));
END;

CREATE TRIGGER history_of_lens_delete AFTER DELETE ON lens BEGIN
  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES
    ((SELECT command FROM current_command), 'lens', OLD.id,
     json_object('id', OLD.id, 'name', OLD.name, 'value_id', OLD.value_id, 'reflection_id', OLD.reflection_id, 'practice_id', OLD.practice_id),
     NULL);
END;

CREATE TRIGGER history_refuses_update BEFORE UPDATE OF number, command, table_name, row_id, before_image, after_image ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER history_refuses_new_digest BEFORE UPDATE OF digest ON history WHEN OLD.digest IS NOT NULL BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER history_refuses_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

PRAGMA application_id = 1297566284;

PRAGMA user_version = 4;
