"""Six values to start from, to be made one's own: what each means to a leader, and how it can be seen."""

from modelway.domain.loop.drafts import ValueDraft

EXAMPLE_VALUES: tuple[ValueDraft, ...] = (
    ValueDraft(
        name="Honest communication",
        definition="I tell people what I know, what I do not and what I think, early and to their face.",
        behaviors=(
            "Say what I know and what I do not know in every status meeting",
            "Bring bad news to those it touches on the day I learn of it",
            "Give critical feedback in person within two days, with one example",
        ),
    ),
    ValueDraft(
        name="Influence without force",
        definition="I win people with reasons, questions and my example, and leave them free to disagree.",
        behaviors=(
            "Explain the reason before I ask for a change",
            "Ask for two objections before we decide, and answer each one aloud",
            "Take the first share of an unpopular task myself",
        ),
    ),
    ValueDraft(
        name="Integrity",
        definition="I do what I said I would do, and I say so openly as soon as I see that I cannot.",
        behaviors=(
            "Write down each promise with its date before the conversation ends",
            "Tell the person the same day when I see that I will miss a promise",
            "Name my own part in a mistake before I speak of anyone else's",
        ),
    ),
    ValueDraft(
        name="Empathy",
        definition="I take the time to see a situation with the other person's eyes before I act on it.",
        behaviors=(
            "Repeat back what I heard and ask if I got it right before I answer",
            "Ask how someone is doing at the start of a one-to-one, before any task",
            "Close the laptop and turn the phone over when someone comes to talk",
        ),
    ),
    ValueDraft(
        name="Respect by serving",
        definition="I show people that they count by making their work easier, and not by telling them so.",
        behaviors=(
            "Ask one person a day what stands in their way, and clear one thing of it",
            "Take the notes or the clean-up myself once a week",
            "Thank someone by name for one specific thing before the day ends",
        ),
    ),
    ValueDraft(
        name="Authenticity",
        definition="I am the same person in every room, with my doubts and my mistakes in plain sight.",
        behaviors=(
            "Tell the team about one mistake of mine each week, and what it taught me",
            "Say my own view before the vote, even when the room leans the other way",
            "Answer with “I do not know” out loud when I do not know",
        ),
    ),
)
