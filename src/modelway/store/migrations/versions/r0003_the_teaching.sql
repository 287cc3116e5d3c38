-- The tables that revision 0003 adds, as they were then.

CREATE TABLE check_run (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    finished INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name, day),
    CHECK (finished IN (0, 1))
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
