"""Headlines and bodies written after the rules were fixed."""

from __future__ import annotations

UNSUPPORTED = (
    (
        "Every Lifeboat on Coast Grounded by Engine Fault",
        ["Nearly every lifeboat on the coast has been grounded by an engine fault.", "Two are at sea."],
        [("quantifier", "Every Lifeboat")],
    ),
    (
        "All patients sent home after ward fire",
        ["Most of the patients were sent home after the fire on the ward.", "Nobody was hurt."],
        [("quantifier", "All patients")],
    ),
    (
        "No Survivors Expected After Mine Collapse",
        ["Rescuers expect few survivors after the collapse of the mine.", "They dig on."],
        [("quantifier", "No Survivors")],
    ),
    (
        "Report: All Witnesses Changed Stories",
        [
            "The report was read in court on Monday. All witnesses changed their stories, it seemed to many.",
            "“Nearly all witnesses changed their stories at some point,” its author, Peter Novak, said.",
        ],
        [("quantifier", "All Witnesses")],
    ),
    (
        "Deadliest Avalanche Buries Ski Village",
        ["Among the deadliest avalanches of the century, it buried a ski village.", "Dogs search the snow."],
        [("quantifier", "Deadliest")],
    ),
    (
        "Only 40 tickets sold for opera premiere",
        ["The opera house sold 40 tickets for the premiere.", "It seats 900."],
        [("quantifier", "Only 40 tickets")],
    ),
    (
        "Study Proves Phones Harm Sleep",
        [
            "Phones appear to harm the sleep of teenagers, according to a study of 60 pupils.",
            "Its authors urge caution.",
        ],
        [("certainty", "Proves")],
    ),
    (
        "Tests confirm cause of fish deaths",
        ["Early tests suggest a cause of the fish deaths: a lack of oxygen.", "More tests are due."],
        [("certainty", "confirm")],
    ),
    (
        "New Law Will Bankrupt Small Dairies, Farmers Say",
        ["The new law could bankrupt small dairies, the farmers’ union said.", "It takes effect in May."],
        [("certainty", "Will Bankrupt")],
    ),
    (
        "Pipeline leak poisoned village wells",
        ["The leak from the pipeline may have poisoned the wells of the village.", "Samples are at the laboratory."],
        [("certainty", "poisoned")],
    ),
    (
        "Coach took bribes from betting ring",
        ["The coach is accused of taking bribes from a betting ring.", "His lawyer did not answer."],
        [("certainty", "took")],
    ),
    (
        "Grace Mensah to Lead Inquiry Into Ferry Fire",
        ["A retired judge will lead the inquiry into the ferry fire.", "It begins in March."],
        [("actor", "Grace Mensah")],
    ),
    (
        "OPEC Blamed as Petrol Tops Two Dollars",
        ["Drivers paid more than two dollars for petrol on Friday.", "The petrol price has risen for weeks."],
        [("actor", "OPEC")],
    ),
    (
        "Surgeons at Tindalfell hospital strike over pay",
        ["Surgeons at the hospital began a strike over pay.", "Patients were moved."],
        [("actor", "Tindalfell")],
    ),
    (
        "Quake kills 1,200 in mountain towns",
        ["The quake killed 120 people in the mountain towns.", "Roads to the towns are shut."],
        [("number", "1,200")],
    ),
    (
        "Rents up 25% as students return",
        ["Rents rose by 5 percent as students returned.", "There are few rooms."],
        [("number", "25%")],
    ),
    (
        "Millions of bees die after spraying",
        ["A keeper lost 20,000 bees after the spraying.", "The bees were in three hives."],
        [("number", "Millions")],
    ),
    (
        "Savage Cuts to Ballet School",
        ["The ministry will cut the grant of the ballet school by a tenth.", "The school has 80 pupils."],
        [("loaded", "Savage Cuts")],
    ),
    (
        "Senator blasts judge over bail ruling",
        ["The senator disagreed with the judge over the bail ruling.", "The ruling came on Monday."],
        [("loaded", "blasts judge")],
    ),
    (
        "Fanatics Block Road to Refinery",
        ["Members of a climate group blocked the road to the refinery.", "Police cleared the road at noon."],
        [("loaded", "Fanatics")],
    ),
)
SUPPORTED = (
    (
        "Every Lifeboat on Coast Grounded",
        ["Each of the coast’s lifeboats has been grounded, every lifeboat crew said."],
    ),
    ("All Aboard for the Last Steam Train", ["Some people boarded the last steam train.", "It was built in 1911."]),
    ("All about the new tram", ["Most trams are old.", "The new tram runs on Monday."]),
    ("No. 10 refuses to name adviser", ["The prime minister’s office refused to name the adviser.", "Few know her."]),
    ("No surprise as Strand wins race", ["Helen Strand won the race, to little surprise.", "It rained."]),
    ("Nobody hurt as crane falls", ["A crane fell on an empty street.", "No one was hurt."]),
    (
        "Most voters want ferry, poll says",
        ["A majority of voters want the ferry, the poll says.", "Some voters want a bridge."],
    ),
    ("Best in show: terrier wins again", ["A terrier won the show again.", "It was one of the best."]),
    (
        "First snow of winter falls in north",
        ["Snow fell in the north for the first time this winter.", "Roads are slow."],
    ),
    ("Just in time: rain saves harvest", ["Rain saved the harvest in the last week.", "It fell for 3 days."]),
    ("Drug could slow blindness", ["The drug may slow blindness.", "Trials begin in June."]),
    ("Will Mensah run? She will not say", ["Grace Mensah may run for mayor.", "She might decide in May."]),
    ("Lawyer: Client Will Appeal", ["The lawyer said his client would appeal.", "He may appeal in June."]),
    ("Mayor to resign in June", ["The mayor may resign before June, but said she would go in June.", "She is 70."]),
    ("Coach denies taking bribes", ["The coach is accused of taking bribes.", "He denies it."]),
    (
        "Jury convicts coach of bribery",
        ["The jury found the coach guilty of bribery.", "He is alleged to have taken 9,000."],
    ),
    ("EPA to ban two pesticides", ["The Environmental Protection Agency will ban two pesticides.", "Farmers object."]),
    (
        "Mensah: Budget ‘a Letter of Surrender’",
        ["Grace Mensah called the budget “a letter of surrender”.", "It was read on Tuesday."],
    ),
    (
        "Brussels warns Hungary over courts",
        ["The European Commission warned Hungary’s government over its courts.", "It has a month."],
    ),
    ("French trains halted by leaves", ["Trains in France were halted by leaves.", "Crews sweep."]),
    ("Young Farmers Turn to Goats", ["More young farmers keep goats.", "Milk is dear."]),
    ("How Rising Seas Threaten Coastal Towns", ["Rising seas threaten towns on the coast.", "Walls are built."]),
    (
        "Steel Plant Closure Leaves Town Reeling",
        ["The closure of the steel plant has left the town reeling.", "It had 900 jobs."],
    ),
    (
        "Five hurt as bus hits tram",
        ["Three passengers and two drivers were hurt when a bus hit a tram.", "It was dark."],
    ),
    (
        "Nearly 1 in 3 pupils skip breakfast",
        ["A third of pupils skip breakfast: 31 percent, the survey says.", "Eggs help."],
    ),
    ("$1.5bn for flood walls", ["The state will spend 1.5 billion dollars on flood walls.", "Work begins in May."]),
    ("Hundreds queue for bread", ["About 250 people queued for bread.", "The bakery shut at noon."]),
    ("7 Reasons to Plant an Oak", ["Oaks live long.", "They feed jays."]),
    ("Flight 212 makes safe landing", ["A plane with a burst tyre landed safely.", "Nobody was hurt."]),
    (
        "World Cup 2026: Norland in Group D",
        ["Norland will play in the fourth group of the cup.", "The draw was on Friday."],
    ),
    (
        "Brexit talks resume in Brussels",
        ["Talks on Britain’s exit from the European Union, known as Brexit, resumed.", "They are slow."],
    ),
    (
        "‘A brutal night’: survivors tell of fire",
        ["“It was a brutal night,” one survivor said.", "The fire took nine homes."],
    ),
    ("Outrage as zoo sells bear", ["Visitors were outraged that the zoo sold its bear.", "It is old."]),
    ("Taliban seize border post", ["Fighters of the Taliban took the border post.", "It lies on the pass."]),
    ("Obituary: Irma Hale, soprano, 1940-2024", ["Irma Hale, who sang in every great house, has died.", "She was 84."]),
)
