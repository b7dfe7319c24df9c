"""Headlines and bodies of our own, and what is to be found in each: kind and words of the headline, or nothing."""

from __future__ import annotations

#: headline, body paragraphs, findings (kind, the words)
UNSUPPORTED = (
    (
        "Every School in Dunmore County Closed by Flood",
        ["The flood closed most schools in Dunmore County on Monday.", "Two of them kept a kitchen open."],
        [("quantifier", "Every School")],
    ),
    (
        "All trains cancelled as strike bites",
        ["The operator cancelled nearly all trains on Friday because of the strike.", "A few ran on the coast line."],
        [("quantifier", "All trains")],
    ),
    (
        "Mayor: Every Bridge in City Is Unsafe",
        [
            "The mayor spoke to the council on Tuesday.",
            "“Half of the bridges in this city are unsafe,” the mayor, Helen Strand, said, “and we will mend them.”",
        ],
        [("quantifier", "Every Bridge")],
    ),
    (
        "Nearly all farmers back water levy",
        ["A majority of farmers support the water levy, a survey found.", "The levy would pay for a canal."],
        [("quantifier", "Nearly all farmers")],
    ),
    (
        "All Clinics Out of Insulin",
        ["Many clinics in the north are out of insulin, and trucks have been sent.", "The clinics hope for help."],
        [("quantifier", "All Clinics")],
    ),
    (
        "No Evidence Links Dam to Earthquake, Panel Finds",
        ["The panel found little evidence that links the dam to the earthquake.", "It will meet again in May."],
        [("quantifier", "No Evidence")],
    ),
    (
        "No proof of fraud in island vote",
        ["Observers found no conclusive proof of fraud in the island vote.", "They asked for more time."],
        [("quantifier", "No proof")],
    ),
    (
        "Most tenants owe rent after winter",
        ["Some tenants owe rent after the winter, the landlords’ union said.", "It counted 200 of 900 flats."],
        [("quantifier", "Most tenants")],
    ),
    (
        "Worst Drought Empties Reservoirs",
        ["One of the worst droughts on record has emptied two reservoirs.", "Rain is not in sight."],
        [("quantifier", "Worst")],
    ),
    (
        "Biggest Bank in Norland Collapses",
        ["The second-largest bank in Norland collapsed on Sunday.", "Savers queued at its doors."],
        [("quantifier", "Biggest")],
    ),
    (
        "First woman to cross the strait alone comes home",
        ["She is one of the first women to cross the strait alone.", "A crowd met her at the pier."],
        [("quantifier", "First")],
    ),
    (
        "Minister Never Answers Letters From Tenants",
        ["The minister rarely answers letters from tenants, her office admits.", "It gets 900 a week."],
        [("quantifier", "Never")],
    ),
    (
        "Trains always late on valley line, riders say",
        ["Trains on the valley line are often late, riders told the inquiry.", "The line is single-track."],
        [("quantifier", "always")],
    ),
    (
        "Ferry Sinks After Only 6 Weeks in Service",
        ["The ferry sank on Sunday, six weeks after it entered service.", "All aboard were saved."],
        [("quantifier", "Only 6 Weeks")],
    ),
    (
        "Just 12 nurses left at island hospital",
        ["There are 12 nurses at the island hospital, the board said.", "It is looking for others."],
        [("quantifier", "Just 12 nurses")],
    ),
    (
        "Every Household to Get New Meter",
        [
            "The utility will fit a new meter in 9,000 of the 20,000 households on the coast.",
            "A meter costs 40 dollars.",
        ],
        [("quantifier", "Every Household")],
    ),
    (
        "New study proves coffee prevents gout",
        ["A study suggests that coffee prevents gout in older men.", "Its authors asked for larger trials."],
        [("certainty", "proves")],
    ),
    (
        "Police Confirm Arson at Mill",
        ["Police suspect that arson caused the fire at the mill.", "Arson could be ruled out later, they added."],
        [("certainty", "Confirm")],
    ),
    (
        "Report is proof of leak at Harlow plant",
        ["The report indicates a leak at the Harlow plant.", "An inspector may visit the plant next week."],
        [("certainty", "proof")],
    ),
    (
        "Drug Will Cure Blindness",
        ["The drug could cure blindness of one rare kind, its makers believe.", "Trials begin in June."],
        [("certainty", "Will Cure")],
    ),
    (
        "Scientists: Volcano Will Erupt This Year",
        ["The volcano may erupt this year, scientists said after a week of tremors.", "Villages were warned."],
        [("certainty", "Will Erupt")],
    ),
    (
        "Central bank will raise rates in May",
        ["The central bank might raise rates in May, analysts say.", "It left rates alone in March."],
        [("certainty", "will raise")],
    ),
    (
        "Sugar Tax Cuts Obesity in Children",
        ["The sugar tax may cut obesity in children, a paper says.", "It looked at two cities."],
        [("certainty", "Cuts")],
    ),
    (
        "Treasurer Stole Charity Money",
        ["The treasurer is alleged to have stolen the charity’s money.", "He denies it."],
        [("certainty", "Stole")],
    ),
    (
        "Goalkeeper punched referee after cup tie",
        ["The goalkeeper allegedly punched the referee in the tunnel after the cup tie.", "The league opened a file."],
        [("certainty", "punched")],
    ),
    (
        "Lindqvist Blamed for Harbour Delay",
        [
            "The harbour will open a year late, the council said.",
            "A contractor was blamed for the delay of the harbour.",
        ],
        [("actor", "Lindqvist")],
    ),
    (
        "NATO Condemns Shelling of Market",
        ["Several governments condemned the shelling of the market.", "Eleven people were hurt at the market."],
        [("actor", "NATO")],
    ),
    (
        "Maria Petrov Quits Energy Board Over Leak",
        ["A member quit the energy board on Friday over a leak of papers.", "The board has nine members."],
        [("actor", "Maria Petrov")],
    ),
    (
        "Flood relief talks stall as Oyelaran walks out",
        ["Talks on flood relief stalled on Monday when one delegate walked out.", "They resume on Thursday."],
        [("actor", "Oyelaran")],
    ),
    (
        "Minister meets Zhukovsky over gas price",
        ["The minister discussed the price of gas with the head of the pipeline company.", "No price was agreed."],
        [("actor", "Zhukovsky")],
    ),
    (
        "500 Injured in Stadium Crush",
        ["Officials said 50 people were injured in the crush at the stadium.", "A gate had been locked."],
        [("number", "500")],
    ),
    (
        "Thousands March Against Pension Cuts",
        ["About 300 people marched through the capital against pension cuts.", "The march ended without arrests."],
        [("number", "Thousands")],
    ),
    (
        "Thousands of protesters fill square over pensions",
        ["Police counted 400 protesters in the square.", "The protesters object to a cut of pensions."],
        [("number", "Thousands")],
    ),
    (
        "Airline to cut 4,500 jobs",
        ["The airline will cut 2,100 jobs by the spring.", "It employs 30,000 people."],
        [("number", "4,500")],
    ),
    (
        "Bread price up 40% in a year",
        ["The price of bread rose by 14 percent in a year, the statistics office said.", "Flour rose as well."],
        [("number", "40%")],
    ),
    (
        "Council to spend £90m on tram line",
        ["The council agreed to spend £60 million on the tram line.", "The tram line opens in four years."],
        [("number", "£90m")],
    ),
    (
        "Brutal Ruling Ends Hopes of Pensioners",
        ["The court’s ruling ended the hopes of pensioners for a higher rate.", "The judges gave no date."],
        [("loaded", "Brutal")],
    ),
    (
        "Governor slams teachers over strike",
        ["The governor said that teachers should end the strike.", "The strike is in its second week."],
        [("loaded", "slams")],
    ),
    (
        "Flood of Migrants Reaches Border Town",
        ["Some migrants reached the border town on Tuesday and were given food.", "The town has one shelter."],
        [("loaded", "Flood of Migrants")],
    ),
    (
        "Disgraced banker sells island villa",
        ["The banker sold his villa on the island for 3 million euros.", "He left the bank in March."],
        [("loaded", "Disgraced")],
    ),
    (
        "Radical Plan Would Close Village Libraries",
        ["The plan would close libraries in eleven villages.", "A vote on the plan is due in June."],
        [("loaded", "Radical")],
    ),
)
SUPPORTED = (
    (
        "Every Ferry Cancelled as Gale Hits Coast",
        ["Every ferry was cancelled on Sunday.", "A gale hit the coast at noon."],
    ),
    (
        "All schools closed by snow",
        ["Schools across the county were closed by snow, without exception.", "Roads are icy."],
    ),
    (
        "All Pupils Passed, Head Says",
        ["“All of our pupils passed,” the head, Laura Brandt, said.", "Some pupils wept."],
    ),
    (
        "‘Nearly All’ wells are dry, envoy says",
        [
            "The envoy said “nearly all” wells in the valley were dry.",
            "“Most of the wells have been dry since June,” he added.",
        ],
    ),
    (
        "Nearly every clinic is short of staff",
        ["Almost all clinics are short of staff, the union says.", "Pay is low."],
    ),
    ("After all that, council keeps the clock", ["Most councillors voted to keep the clock.", "It was made in 1880."]),
    (
        "All eyes on Okoro as cup final nears",
        ["Martin Okoro will start in the cup final.", "Some fans doubt his knee."],
    ),
    ("No deal yet in dock strike", ["The two sides reached few agreements in the dock strike.", "They meet again."]),
    (
        "No end in sight for heatwave",
        ["The heatwave will go on, forecasters say.", "There is little relief for farms."],
    ),
    ("Why every gardener needs a spade", ["Most gardeners own a fork.", "A spade helps a gardener in clay."]),
    ("Is every bridge unsafe?", ["Most bridges are safe, an engineer said.", "Three bridges are closed."]),
    (
        "Worst floods in decades hit delta",
        ["The floods are the worst that the delta has seen in forty years.", "Thousands fled."],
    ),
    ("First lady opens museum", ["The president’s wife was among the first to see the museum.", "It cost 9 million."]),
    ("One of the biggest banks in Norland collapses", ["The second-largest bank in Norland collapsed.", "It was old."]),
    ("Biggest storm of the year nears coast", ["The year’s largest storm is near the coast.", "Boats stay in port."]),
    ("Minister never answered, tenants say", ["The minister never answered the tenants’ letters.", "She is away."]),
    (
        "Only six nurses left at clinic",
        ["Fewer than ten nurses work there; only six nurses are left at the clinic.", "Pay is low."],
    ),
    (
        "Study shows coffee may help with gout",
        ["Coffee could help people with gout, a study suggests.", "It is small."],
    ),
    (
        "Police confirm arson at mill",
        ["Police have confirmed that the fire at the mill was arson.", "Nobody was hurt."],
    ),
    ("Volcano may erupt this year", ["The volcano could erupt this year, scientists said.", "Villages wait."]),
    ("Council will close two pools", ["The council plans to close two pools.", "It will close the first in May."]),
    (
        "Bank will raise rates, governor says",
        ["The bank will raise rates in May, its governor said.", "Rates may rise again."],
    ),
    (
        "Treasurer accused of stealing charity money",
        ["The treasurer is alleged to have stolen money.", "He denies it."],
    ),
    (
        "Treasurer ‘stole’ charity money, court told",
        ["The treasurer is alleged to have stolen money.", "He denies it."],
    ),
    ("Will the dam hold?", ["The dam may hold if the rain stops.", "Engineers are at work."]),
    (
        "Sugar tax cuts obesity, study finds",
        ["The sugar tax cut obesity by a tenth, the study found.", "It may cut gout."],
    ),
    ("U.N. envoy visits camp", ["An envoy of the United Nations visited the camp.", "It holds 900 people."]),
    ("WHO warns of cholera in delta", ["The World Health Organization warned of cholera.", "The delta is flooded."]),
    ("UK to send medics to delta", ["Britain will send thirty medics to the delta.", "They leave on Monday."]),
    ("Russia halts wheat exports", ["Russian wheat will not leave port until August, Moscow said.", "Prices rose."]),
    ("Okoro quits as coach", ["Martin Okoro has left the club.", "The coach was hired in May."]),
    ("Ana Ruiz Named Head of Harbour Board", ["Ms. Ruiz will lead the harbour board.", "She is an engineer."]),
    (
        "Bob Carter, bridge builder, dies at 90",
        ["Robert Carter, who built bridges, has died at the age of 90.", "He was born in a mill."],
    ),
    ("GOP senator backs farm bill", ["A Republican senator said he would vote for the farm bill.", "It is long."]),
    ("MPs vote on fishing quota", ["Members of Parliament voted on the fishing quota.", "It passed."]),
    (
        "Storm Brings Down Power Lines Across Region",
        ["A storm has brought down power lines across the region.", "Crews are out."],
    ),
    ("Mixed Reviews Greet Opera House Reopening", ["The opera house reopened to mixed reviews.", "The roof leaks."]),
    (
        "Minister: Harbour Must Reopen Before Winter",
        ["“The harbour must reopen before winter,” the minister said.", "It is shut."],
    ),
    ("Three dead in mine blast", ["Two miners and a driver died in a blast at the mine.", "It was built in 1950."]),
    ("Nearly 5,000 homes lose power", ["A total of 4,870 homes lost power.", "Crews are out."]),
    ("More than 300 rescued from ferry", ["Boats rescued 341 people from the ferry.", "It ran aground."]),
    ("Airline to cut 2,100 jobs", ["The airline will cut 2,100 jobs.", "It has 30,000."]),
    ("$2bn bridge opens", ["The bridge, which cost $2 billion, opened on Friday.", "It is long."]),
    ("Thousands flee as river rises", ["Some 14,000 people fled as the river rose.", "It rained for days."]),
    ("Dozens hurt in tram crash", ["The tram crash hurt 41 people.", "A signal failed."]),
    ("10 things to know about the budget", ["The budget was read on Tuesday.", "It raises a tax."]),
    ("Girl, 12, wins chess title", ["A 12-year-old girl won the chess title.", "She is from the north."]),
    ("Norland wins 3-1 in cup", ["Norland won the cup tie with two late goals.", "It rained."]),
    ("Election 2024: what we know", ["The vote was held on Sunday.", "Turnout was high."]),
    ("Brutal winter ends", ["The savage winter is over, farmers said.", "It was brutal for sheep."]),
    (
        "Governor slams teachers",
        ["The governor lashed out at teachers on Monday.", "The governor’s speech to teachers was long."],
    ),
    (
        "Chaos at airport as systems fail",
        ["Systems failed at the airport on Sunday, and there was chaos.", "Flights were late."],
    ),
    ("Inflation slows to 3 percent", ["Inflation slowed to 3% in May.", "Bread is dear."]),
    (
        "Half of voters undecided, poll finds",
        ["The poll finds 50 percent of voters undecided.", "It asked 900 people."],
    ),
    ("Committee approves budget", ["The committee has approved the budget.", "It may approve a tax in June."]),
    ("", ["There is no headline here, and nothing to hold.", "It stays so."]),
    ("ISIS claims attack on convoy", ["The Islamic State group said it attacked the convoy.", "Two trucks burned."]),
    ("Zoo’s oldest elephant dies", ["The oldest elephant at the zoo has died.", "She was fifty."]),
    ("HARBOUR SHUT AFTER STORM TEARS PIERS", ["The harbour is shut after a storm tore its piers.", "Boats wait."]),
    (
        "Trial of ex-mayor begins in Port Alder",
        ["The former mayor of Port Alder went on trial.", "He denies the charge."],
    ),
    (
        "‘I will never sing again’: Soprano retires",
        ["“I will never sing again,” the soprano, Irma Hale, said.", "She is 60."],
    ),
)
