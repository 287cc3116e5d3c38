"""The answers to a check as JSON: what `check run --from` reads, and what `check show --json` gives back."""

from datetime import date

from modelway.domain.loop.texts import LONGEST_TEXT
from modelway.domain.teaching.checks import NO, YES, Answer, Check, Kind, Question, Run, asked
from modelway.errors import BadFile
from modelway.exchange.fields import Fields, either, fields_of, shown, without_envelope
from modelway.exchange.json_reader import read_json

EXAMPLE = '{"answers": [{"question": "encourage-the-heart", "answer": 7, "text": ""}]}'
WORDS = {"yes": YES, "no": NO}


def read_answers(data: bytes, source: str, check: Check, today: date) -> Run:
    """What a file answers to a check: every question up to the first gate that is answered no.

    Raises:
        BadFile: the first thing that is wrong, with its place and what is allowed there.
    """
    whole = without_envelope(read_json(data, source), source, ["modelway.check-answers/1"])
    fields = fields_of(whole, EXAMPLE, f"In {source}, the check {check.name}")
    fields.allow_only(("check", "date", "answers"))
    if fields.mapping.get("check") not in (None, check.name):
        raise fields.wrong("check", f'"{check.name}", or leave it out')
    day = fields.day_or_none("date") or today
    if day > today:
        raise fields.wrong("date", f"a day up to {today.isoformat()}")
    by_key = {question.key: question for question in check.questions}
    answers: dict[str, Answer] = {}
    for one in fields.objects("answers", '{"question": "…", "answer": 7}'):
        one.allow_only(("question", "answer", "text"))
        key = one.mapping.get("question")
        if not isinstance(key, str) or key not in by_key:
            raise one.wrong("question", either(list(by_key)))
        if key in answers:
            raise BadFile(f"{one.place_of('question')} answers {shown(key)} twice: keep one of them.")
        answers[key] = _answer(one, by_key[key], check)
    _check_whole(fields, check, answers)
    return Run(check.name, day, answers, finished=True)


def _answer(one: Fields, question: Question, check: Check) -> Answer:
    text, given = one.text("text", LONGEST_TEXT), one.mapping.get("answer")
    match question.kind:
        case Kind.WORDS:
            if given is not None or not text:
                raise one.wrong("answer" if given is not None else "text", 'some words in "text" alone')
            return Answer(None, text)
        case Kind.YES_NO:
            score = WORDS.get(given) if isinstance(given, str) else given
            if not isinstance(score, bool) and given not in WORDS:
                raise one.wrong("answer", 'true or false, or "yes" or "no"')
            return Answer(int(bool(score)), text)
    scale = check.scale
    if given is None:
        raise one.wrong("answer", f"a whole number from {scale.lowest} to {scale.highest}")
    return Answer(one.whole_number("answer", scale.lowest, scale.highest, scale.lowest), text)


def _check_whole(fields: Fields, check: Check, answers: dict[str, Answer]) -> None:
    due = asked(check, answers)
    for question in due:
        if question.key not in answers:
            raise BadFile(f"{fields.where}, answers, has none to {shown(question.key)}: give one.")
    late = set(answers) - {question.key for question in due}
    if late:
        gate = due[-1].key
        raise BadFile(
            f"{fields.where}, answers, goes on after the no to {shown(gate)}, where the check stops: "
            f"leave out {either(sorted(late))}."
        )
