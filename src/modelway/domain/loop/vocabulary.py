"""The English words that the check of a behavior's wording knows, and the examples it offers."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Verbs of what others can see or hear, in the form a behavior starts with.
VERBS = _set("""
    accept acknowledge act address admit adopt agree allow analyze announce answer apologise apologize
    apply approach ask assign assist attend back balance begin block book brief bring build call calm
    celebrate challenge change check choose clarify clear close coach collect comment commit communicate
    compare complete compliment comply confirm congratulate connect consult contact contribute convene
    correct count create credit cut debrief decide decline defend delegate deliver describe discuss
    distribute do document draft draw drop eat encourage end engage envision escalate evaluate examine
    explain explore express facilitate finish fix follow gather get give go greet guide hand have hear
    help highlight hold honor honour host identify implement improve influence inform inspect introduce
    invest invite involve join keep lead learn leave lend let limit link list listen look lower make mark
    measure meet mention mentor model move name negotiate note offer open organise organize own pair
    participate pass pause pay perform pick ping plan post praise prepare present prioritise prioritize
    promote propose protect provide publish put question raise rally reach read recap receive recognise
    recognize record refer reflect refuse rely remind remove repeat reply report request reserve resolve
    respond return review reward rotate run say schedule seek send serve set share shield show sign
    simplify sit sketch smile solicit solve speak spend stand start state stay stick stop submit suggest
    summarise summarize supply support swap take talk teach tell test thank touch track train translate
    turn update use verify visit volunteer wait walk warm warn welcome witness work write
""")

# Verbs that are nouns as well, so that "notes for the team" is not taken for a form of "note".
NOUNS_TOO = _set("""
    act address answer back balance block book brief build call challenge change check comment complete
    compliment contact count credit cut do document draft draw drop end finish fix follow go guide hand
    have help highlight host influence lead limit link list look mark measure meet mentor model move name
    note offer open own pair pass pause pay pick ping plan post praise present promote question rally read
    record report request reserve return review reward run schedule set share shield show sign sketch
    smile stand start state stay stick stop supply support swap take talk test thank touch track train
    turn update use visit volunteer wait walk warm welcome witness work
""")

# Words that look like a noun or an adjective and can start a behavior all the same.
VERBS_THAT_LOOK_OTHERWISE = _set("""
    advance ally auction augment caution cement commence commission condition dance disable enable enhance
    evidence experience experiment finance fling function glance harness imply lament motion multiply
    partition petition position provision reference requisition ring sanction sequence silence sing sling
    sting string supplement swing table tally transition
""")

INNER_STATES = _set("""
    appreciate assume believe care consider desire empathise empathize enjoy feel imagine intend know like
    love mind prefer realise realize respect sympathise sympathize think trust understand value
""")
ALOUD = _set("aloud out")

QUALITIES = _set("""
    accessible accountability accountable accurate ambitious appreciation appreciative approachable
    attentive authentic authenticity available brave calm candid care caring cheerful clarity commitment
    committed compassion compassionate confidence confident consistency consistent courage courageous
    creative creativity curiosity curious dedication dependable dignity diplomatic discipline disciplined
    diversity empathetic empathic empathy enthusiasm enthusiastic equality ethical ethics excellence fair
    fairness faith faithful flexible friendly generosity generous gentle genuine good gracious grateful
    gratitude great helpful honest honesty humble humility humor inclusion inclusive innovation innovative
    inspiring integrity kind kindness leadership loyal loyalty mindful nice objective open openness
    optimism optimistic passion passionate patience patient polite positive positivity proactive
    professional professionalism punctual reliability reliable resilience resilient respect respectful
    responsibility responsible selfless sensitive sincere sincerity strong supportive teamwork thankful
    thoughtful tolerance tolerant transparency transparent trust trustworthy truth truthful understanding
    visible vulnerability vulnerable warm warmth wisdom wise
""")
BEING = _set("am are be being i'm is we're")
STAYING = _set("become keep remain seem stay")
SHOWING = _set("""
    act behave communicate convey cultivate demonstrate display embody embrace exercise exhibit foster
    have lead live maintain model practice practise promote show speak
""")
LEADS_TO_A_QUALITY = _set("from in more my our some with")
FOLLOWS_A_QUALITY = _set("and as at by during each even every for in on to toward towards when with")

REFUSALS = _set("""
    avoid can't cannot cease don't dont never no not quit refrain shouldn't won't wouldn't
""")
SUBJECTS = _set("i i'd i'll we we'd we'll")
MODALS = _set("can could may might must need shall should will would")
TRYING = _set("aim attempt endeavor endeavour hope strive try want")
CUES = _set("""
    after as at before by during each every for from if in on once twice until when whenever where while
    with within
""")
NOT_VERBS = _set("""
    a all an any anyone better both colleagues everybody everyone everything he her his it its less lots
    many meetings more most much my no nobody nothing our people she some someone something staff that the
    their them there these they this those us values you your
""")
NOT_VERB_ENDINGS = _set("able ance ence ency ful ing ism ity ment ness ous sion tion")
# They end like an adverb and stand before a noun: "weekly review".
HOW_OFTEN = _set("daily early hourly monthly only quarterly weekly yearly")
MAKES_BETTER = _set("be become feel get go goes is make makes something things was work works")

DEFAULT_EXAMPLE = "Ask one open question before I give my own view"

# What a behavior is about, by the beginnings of its words, and how it could be said.
TOPICS = (
    ("interrupt", "Let others finish their sentence before I speak"),
    ("phone email laptop distract multitask", "Leave my phone in the bag during one-to-ones"),
    ("blam accus fault", "Ask what made the mistake possible before I ask who made it"),
    ("gossip complain", "Speak with the person first when I have a complaint about them"),
    ("micromanag delegat", "Agree on the result and let the team choose the way"),
    ("shout yell angr anger temper calm emotion", "Take one slow breath before I answer in a heated moment"),
    ("late punctual time deadline", "Start every meeting at the minute it is set for"),
    ("honest truth lie lying transparen", "Say what I know and what I do not know in every status meeting"),
    ("listen hear attenti", "Repeat back what I heard before I give my own view"),
    ("empath compassion feel understand", "Ask how someone is doing before we turn to the task"),
    ("kind polite friend warm", "Greet each person by name when I come in"),
    ("respect dignity", "Ask those who do the work for their view before I decide about it"),
    ("apprecia grat thank valu recogni prais", "Thank one person a day by name for one specific thing"),
    ("trust reliab dependab consisten loyal", "Write down each promise and report when it is done"),
    ("integrity ethic moral princip", "Tell the person the same day when I cannot keep a promise"),
    ("accountab responsib owner", "Name my own part in a mistake before I speak of anyone else's"),
    ("fair equal bias inclu", "Ask the two quietest people for their view in every meeting"),
    ("humbl humility ego", "Ask one person a week what I could have done differently"),
    ("authentic genuin vulnerab", "Tell the team about one mistake of mine each week"),
    ("patien", "Count to five after a question before I speak again"),
    ("brave courag bold confiden", "Say my own view in the meeting when it differs from the room's"),
    ("open curio assum judg", DEFAULT_EXAMPLE),
    ("clear clarity communicat inform", "Write down who does what by when at the end of each meeting"),
    ("support help serv car team", "Ask one person a day what stands in their way"),
    ("feedback coach develop mentor", "Give one specific piece of feedback within a day of what I saw"),
    ("inspir motivat vision", "Tell one story a week of how our work helped someone"),
    ("positiv optimis encourag", "Begin the weekly meeting with one thing that went well"),
    ("present focus availab approachab accessib", "Close the laptop when someone comes to talk"),
)
