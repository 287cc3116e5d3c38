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

CREATE TABLE week_review (
    id TEXT NOT NULL,
    week TEXT NOT NULL,
    intended TEXT NOT NULL,
    happened TEXT NOT NULL,
    reasons TEXT NOT NULL,
    next_step TEXT NOT NULL,
    focus_value_id TEXT,
    PRIMARY KEY (id),
    UNIQUE (week),
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
) STRICT
