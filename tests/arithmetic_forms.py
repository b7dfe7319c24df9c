"""Sentences with arithmetic of which it is known whether it fits: forms by family, filled with seeded numbers.

Each family has its own numbers, worked out here and not by the code under test. ``true`` numbers fit in every
reading; ``wrong`` ones are off by far more than rounding allows.
"""

from __future__ import annotations

import random

#: forms written before the code
FORMS = {
    # from a up to b, +p percent
    "up percent": """
Reported burglaries rose {p}% from {a} to {b}.
Ticket sales climbed from {a} to {b}, an increase of {p}%.
The charity helped {b} families this winter, up {p} percent from {a} a year earlier.
Membership stands at {b}, {p}% more than the {a} recorded in 2018.
The company employed {a} people in 2015; that number has grown by {p}% to {b}.
Arrests are up {p} per cent, from {a} to {b}, the ministry said.
There were {a} fires in the park in 2020. This year the number rose by {p}% to {b}.
In 2019 the clinic treated {a} patients and in 2021 it treated {b}, a {p}% increase.
The number of applicants jumped {p} percent to {b} from {a} last spring.
The museum drew {b} visitors in May, compared with {a} in April, a rise of {p}%.
Complaints increased by {p}% last year, going from {a} to {b}.
That is a {p}% jump from the {a} cases seen in March to the {b} seen in April.
Hospital admissions have surged {p}% since Monday, from {a} to {b}.
From {a} in 2016, the count of wind farms had climbed {p}% to {b} by 2020.
Enrolment swelled to {b} pupils, against {a} the year before, a gain of {p} percent.
The strike involved {b} drivers, an increase of {p}% on the {a} who walked out in June.
Rents went up {p}%, from ${a} to ${b} a month.
Profit was £{b}m, up {p}% on last year's £{a}m.
Its fleet expanded from {a} lorries to {b}, growth of {p} percent.
The toll has risen {p}% in a week: from {a} to {b}.
Officials counted {b} protests in 2022 versus {a} in 2021, {p} percent more.
Last year {a} boats arrived. This year {b} have arrived, an increase of {p} per cent.
The price of a ton of wheat rose from ${a} to ${b}, or {p}%.
Union members numbered {a} in 2001 and {b} in 2011, a rise of {p} percent.
Exports, worth {a} million euros in 2013, increased {p} percent to {b} million euros in 2014.
The squad scored {b} goals this season, {p}% up on last season's {a}.
Attendance grew {p}%, to {b} people from {a} people.
The council raised the fine from €{a} to €{b}, a {p}-percent increase.
Police logged {a} thefts in 2017. Three years later the figure had jumped {p}% to {b}.
Asylum claims hit {b} in July, a {p}% rise from June's {a}.
The tally of confirmed infections went from {a} on Monday to {b} on Friday, which is {p}% more.
Daily flights have increased to {b}, {p} percent above the {a} flown before the pandemic.
Compared with {a} crashes in 2009, there were {b} in 2010, an increase of {p}%.
""",
    "down percent": """
Road deaths fell {p}% from {a} to {b}.
The herd shrank from {a} animals to {b}, a decrease of {p}%.
Only {b} voters turned out in the ward, down {p} percent from {a} four years ago.
The factory now has {b} workers, {p}% fewer than the {a} it had in 2008.
Shootings dropped by {p} per cent, from {a} to {b}, the mayor said.
In 2014 there were {a} pubs in the county. The number has since declined by {p}% to {b}.
The budget was cut from ${a} million to ${b} million, a {p} percent reduction.
Emissions were down {p}% at {b} tonnes, compared with {a} tonnes in 1990.
Subscribers slid {p} percent to {b} from {a}.
The paper sold {b} copies, a drop of {p}% on the {a} it sold last June.
Its share price tumbled {p}%, from ${a} to ${b}.
The stock of salmon plunged {p}% in five years, from {a} fish to {b}.
The waiting list was reduced from {a} names to {b}, a fall of {p}%.
Homicides decreased from {a} in 2019 to {b} in 2020, a {p}% decline.
The bank closed branches, going from {a} to {b}, or {p}% fewer.
Against {a} floods the decade before, {b} were recorded, a drop of {p} percent.
Detentions fell to {b} from {a}, down {p}%.
The club sold {b} season tickets, {p}% less than last year's {a}.
The tariff will be lowered from €{a} to €{b}, a cut of {p} percent.
Last winter {a} cattle died. This winter {b} did, a fall of {p} per cent.
The orchestra lost funding and shrank {p}%, from {a} players to {b}.
The number of polling stations was slashed from {a} to {b}, a {p}% cut.
""",
    "up difference": """
The death toll rose by {d}, from {a} to {b}.
The party won {b} seats, {d} more than the {a} it held before.
Staff numbers went from {a} to {b}, an increase of {d}.
The shelter took in {b} dogs, up {d} from {a} in 2019.
The total climbed by {d} to {b} from {a} on Tuesday.
The army deployed {b} soldiers, {d} more than last year's {a}.
The fee went up by ${d}, from ${a} to ${b}.
There were {a} cases on Sunday and {b} on Monday, a rise of {d}.
Another {d} bodies were found, bringing the toll from {a} to {b}.
The league grew from {a} teams to {b}, adding {d} teams.
""",
    "down difference": """
The union lost {d} members, falling from {a} to {b}.
The list was trimmed by {d} names, from {a} to {b}.
The cabinet has {b} ministers, {d} fewer than the {a} of the last government.
Turnout was {b}, down {d} from {a}.
Jobs at the plant will drop from {a} to {b}, a loss of {d}.
The fare was cut from ${a} to ${b}, a saving of ${d}.
The zoo has {b} animals, {d} fewer than last year's {a}.
Camps fell by {d} to {b} from {a} in March.
""",
    "points up": """
Unemployment rose from {a}% to {b}%, an increase of {d} percentage points.
Inflation was {b}% in June, up {d} percentage points from {a}% in May.
Approval climbed {d} points to {b}% from {a}%.
Turnout went up from {a} percent to {b} percent, {d} percentage points more.
The central bank raised its rate by {d} percentage points, from {a}% to {b}%.
The vacancy rate is {b} percent, {d} percentage points above the {a} percent of 2019.
The tax will go from {a} per cent to {b} per cent, a rise of {d} percentage points.
Up from {a}% to {b}%, the poverty rate gained {d} percentage points.
""",
    "points down": """
The jobless rate fell from {a}% to {b}%, a drop of {d} percentage points.
Support for the bill slipped {d} points, from {a}% to {b}%.
The rate was {b} percent, down {d} percentage points from {a} percent a year ago.
Her share of the vote shrank from {a} per cent to {b} per cent, a decline of {d} percentage points.
The failure rate was cut by {d} percentage points to {b}% from {a}%.
""",
    "share": """
Of the {y} lawmakers, {x}, or {p} percent, voted for the bill.
{x} of {y} residents, or {p}%, signed the petition.
Some {p}% of the {y} schools, {x} in all, have no library.
The jury heard {x} of the {y} witnesses ({p}%).
{x} out of {y} patients recovered, which is {p} percent.
Inspectors found faults in {x} of {y} lifts – {p}% of them.
{x} out of the {y} boats failed the test, a share of {p}%.
Women hold {x} of the {y} seats, {p} percent of the total.
{p} percent of the team's {y} games ended in defeat ({x} of them).
Of {y} claims filed, {x} were rejected, a rate of {p}%.
Out of {y} samples, {x} were tainted, or {p} per cent.
Some {x} of its {y} branches, or {p}%, will close.
Fewer roads are safe: {x} of {y} roads ({p} percent) have no lights.
Among the {y} defendants, {x} ({p}%) were convicted.
The survey reached {y} farmers; {x} of them, or {p}%, had lost crops.
He missed {x} of {y} votes, {p}% of all votes.
A total of {x} of the {y} delegates – {p} per cent – walked out.
The vaccine failed in {x} of the {y} volunteers, that is {p}%.
{x} homes out of {y} were damaged, about {p}%.
In {x} of {y} trials, or {p}% of the time, the plaintiff won.
""",
    "share fraction": """
{x} of the {y} members, {f}, resigned.
Of the {y} bridges, {x}, or {f}, are unsafe.
{x} out of {y} students – {f} – failed the exam.
{f} of the {y} councils, {x}, raised taxes.
About {f} of the {y} wells ({x}) were dry.
In {x} of {y} cases, {f} of the total, no one was charged.
""",
    "total of two": """
The blast killed {c} people, {a} soldiers and {b} civilians in all.
A total of {c} people were detained: {a} men and {b} women.
They recovered {a} rifles and {b} pistols, {c} weapons in total.
{a} adults and {b} children drowned, for a total of {c}.
The two ships carried {a} and {b} passengers, a total of {c}.
In total {c} seats changed hands: {a} in the north and {b} in the south.
He was ordered to pay ${a} in fines and ${b} in costs, a total of ${c}.
She scored {a} in the first round and {b} in the second, {c} altogether.
{c} people, {a} of them adults and {b} of them children, were rescued in total.
The storms destroyed {a} houses and {b} barns, {c} buildings altogether.
""",
    "total of three": """
A total of {n}: {a} in Leeds, {b} in York and {c} in Hull.
{a} teachers, {b} nurses and {c} clerks were hired, {n} people in all.
The fund paid {a} million euros to Spain, {b} million to Malta and {c} million to Cyprus, {n} million in total.
In all, {n} medals were won: {a} gold, {b} silver and {c} bronze.
The team won {n} medals in total ({a} gold, {b} silver, {c} bronze).
The quake killed {a} in the port, {b} in the hills and {c} at sea, for a total of {n}.
Altogether {n} ballots were cast: {a} for, {b} against and {c} blank.
With {a} votes from the left, {b} from the centre and {c} from the right, the motion got {n} votes in total.
""",
    "multiple": """
The town has {b} bars, {m} times as many as the {a} it had in 1990.
Losses of ${b} million were {m} times the ${a} million of a year ago.
There were {b} complaints, {m} times more than the {a} of last year.
The number of drones rose {m}-fold, from {a} to {b}.
Visits grew from {a} to {b}, a {m}-fold increase.
The {b} recorded quakes are {m} times as many as the {a} recorded in 2010.
Production went from {a} tons to {b} tons, {m} times as much.
At {b}, the number of strikes is {m} times higher than the {a} of 2005.
Her {b} votes were {m} times the {a} votes of her rival.
The river carried {b} tons of silt, {m} times last year's {a} tons.
Cases have multiplied by {m}, from {a} to {b}.
In 2012 there were {a} mosques; now there are {b}, {m} times as many.
""",
    "multiple word": """
The number of refugees {v} from {a} to {b}.
Spending on roads {v} to ${b} million from ${a} million.
The price has {v}, from €{a} to €{b}.
There were {a} cyclists in 2010. By 2020 that number had {v} to {b}.
Sales {v} in a year, going from {a} to {b}.
The staff, {a} strong in 2015, has {v} to {b}.
Cases {v} to {b}, compared with {a} the week before.
Membership has more or less {v}, from {a} to {b}.
""",
    "fold word": """
The number of wolves saw a {w} increase, from {a} to {b}.
Raids rose {w} from {a} to {b}.
Fines jumped {w}, to {b} from {a} in May.
There was a {w} rise in permits, from {a} in 2016 to {b} in 2018.
""",
    "down fraction": """
The number of inmates fell by {f} to {b} from {a}.
The force was cut by {f}, from {a} officers to {b}.
Crossings dropped {f}, from {a} to {b}.
The garrison shrank from {a} to {b}, {f} fewer.
Hires are down {f}, to {b} from {a} last year.
Revenue declined by {f} from ${a} million to ${b} million.
The grant was reduced by {f}, from £{a} to £{b}.
""",
    "half": """
The number of clinics was halved from {a} to {b}.
Losses halved, from ${a} million to ${b} million.
The garrison has {b} men, half as many as the {a} it had before.
The fee was halved to ${b} from ${a}.
The choir shrank by half, from {a} singers to {b}.
Sightings were cut in half, from {a} to {b}.
""",
    "hedged more": """
The number of raids increased by more than {q}% to {b}, from {a} in 2020.
2020 saw {a} drone strikes; those numbers have increased by more than {q}% to {b} this year.
Sales rose more than {q} percent, from {a} to {b}.
Visitors went from {a} to {b}, up by over {q}%.
The club has {b} members, more than {q}% above the {a} of 2015.
Costs were up at least {q}%, from ${a} to ${b}.
""",
    "hedged nearly": """
Claims rose nearly {q}% from {a} to {b}.
Traffic went from {a} cars to {b}, an increase of almost {q} percent.
There were {b} blackouts, up nearly {q} percent from {a} in 2012.
The flock grew by just under {q}%, from {a} to {b}.
""",
    "margin": """
The motion passed by {a} votes to {b}, a margin of {d}.
She won {a}-{b}, a majority of {d} votes.
The home side led {a} to {b}, a lead of {d} points.
Hart has {a}% and Voss {b}%, a {d}-point lead.
The bill was adopted {a} to {b}, a difference of {d} votes.
He leads with {a} percent to her {b} percent, a gap of {d} points.
The poll puts Lopez at {a}% and Brandt at {b}%, giving Lopez a lead of {d} points.
""",
    "rest": """
Of the {c} hostages, {a} were freed; the remaining {b} are still held.
{a} of the {c} villages were reached, the other {b} were not.
There were {c} people on board. Of these, {a} survived and the remaining {b} died.
Out of {c} ballots, {a} were valid and the remaining {b} were spoiled.
The firm has {c} shops: {a} will close and the other {b} will be sold.
""",
    "majority": """
A majority of the {y} senators, {x}, voted no.
{x} of the {y} members, a majority, backed the deal.
Only a minority of the {y} clubs, {z}, agreed.
More than half of the {y} beaches, {x}, were closed.
Less than half of the {y} judges, {z}, attended.
Fewer than half of the {y} towns ({z}) have a cinema.
""",
    "one in": """
One in {k} of the {y} boats, {x} in all, had no lights.
Of {y} drivers stopped, {x}, or one in {k}, had no licence.
{x} of the {y} parishes, one in {k}, have no priest.
""",
    "in words": """
The number of judges rose from {a} to {b}, an increase of {d}.
{a} goats became {b} in a year, a rise of {d}.
The board has {b} members, {d} more than the {a} it had in 2001.
The crew grew by {d}, from {a} to {b}.
""",
    "millions": """
Revenue rose {p}% to ${b} billion from ${a} billion.
The population grew from {a} million to {b} million, an increase of {p} percent.
Its debt went from €{a}bn to €{b}bn, up {p}%.
The company sold {b}m phones, {p}% more than the {a}m of 2013.
""",
}
#: forms written after the code was done, and not tuned on before they were measured once (recall .909, then mended)
HELD_OUT = {
    "up percent": """
Overdose deaths surged to {b} in the county last year, a {p}% spike over the {a} deaths of the year before.
The festival, which sold {a} passes in 2018, sold {b} in 2019 – {p} percent more.
Freight traffic grew by {p}% between 2010 and 2015, from {a} trains to {b}.
“We went from {a} beds to {b} beds, a {p} percent expansion,” the director said.
Evictions, which numbered {a} in spring, have since risen {p}% to {b}.
The number of people in shelters leapt {p}% year on year to {b}, from {a}.
Last month’s {b} bookings were {p}% higher than the {a} of a month earlier.
The bonus pool has gone up from ${a} million to ${b} million, which is an increase of {p}%.
Officials said {b} permits were issued, compared to {a} in the prior year, representing a {p}% increase.
Hate crimes have gone up {p} percent since the vote: from {a} to {b}.
The average claim now costs £{b}, {p}% more than the £{a} it cost in 2011.
""",
    "down percent": """
Nesting pairs have plummeted {p}% since 1998, from {a} to {b}.
The agency processed {b} visas in June, {p}% below the {a} it processed in May.
Just {b} tourists came, a {p} percent slump from {a} in 2019.
Output contracted from {a} tonnes to {b} tonnes, or by {p}%.
The number of teachers has dwindled to {b} from {a}, a {p} percent drop.
Car theft is down {p}%: {b} cars were stolen, against {a} in 2016.
Its losses narrowed {p}% to ${b} million from ${a} million a year ago.
The state had {a} mines in 1980. Today it has {b}, a decline of {p}%.
""",
    "up difference": """
The number of dead climbed by {d} overnight, from {a} to {b}.
With {b} members, the caucus has {d} more than the {a} it started with.
The shop raised its staff from {a} to {b}, hiring {d} more people: an increase of {d}.
The toll stood at {b} on Friday, an increase of {d} from {a} on Thursday.
""",
    "down difference": """
The airline will fly {b} jets, {d} fewer than the {a} it flies now.
The number of wards shrank from {a} to {b}, a reduction of {d}.
Police counted {b} marchers, a drop of {d} from {a} in March.
""",
    "points up": """
The share of homes with solar panels rose {d} percentage points, from {a}% to {b}%.
The rate ticked up to {b}% from {a}%, a gain of {d} percentage points.
VAT will increase by {d} percentage points to {b} percent from {a} percent.
Support for independence is at {b}%, up {d} points on the {a}% measured in April.
""",
    "points down": """
Occupancy dropped {d} percentage points to {b}%, from {a}% last year.
The governor’s approval has fallen from {a} percent to {b} percent, a slide of {d} points.
""",
    "share": """
Only {x} of the {y} promised homes have been built, or {p} percent.
Of the {y} people tested, {x} were positive – a rate of {p}%.
The mayor kept {x} of {y} pledges, or roughly {p}%.
Out of a total of {y} complaints, {x} ({p}%) were upheld.
{x} of {y} flights were delayed, which amounts to {p}%.
The court granted {x} of the {y} appeals, about {p} percent.
The ministry says {x} of its {y} buses, or {p} per cent of the fleet, are broken.
""",
    "share fraction": """
{x} of the town’s {y} shops, or {f}, are empty.
Of the {y} jurors called, {f} – {x} people – did not appear.
{x} of {y} seats, or {f} of the chamber, are vacant.
""",
    "total of two": """
The raids led to {a} arrests on Monday and {b} on Tuesday, for a total of {c}.
There were {a} deaths and {b} injuries, or {c} casualties in total.
The plane carried {c} people in total: {a} passengers and {b} crew members.
The programme cost ${a} million in its first year and ${b} million in its second, a total of ${c} million.
""",
    "total of three": """
The bloc has {n} seats in total: {a} for the Greens, {b} for the Liberals and {c} for Labour.
He took {a} wickets in May, {b} in June and {c} in July, a total of {n}.
A total of {n} prisoners ({a} Syrians, {b} Iraqis and {c} Turks) were released.
""",
    "multiple": """
Fuel sales of {b} litres were {m} times the {a} litres sold in 2003.
The party won {b} votes, {m} times as many votes as the {a} it won in 2014.
The bill came to ${b}, {m} times more than the ${a} he had expected.
The number of outbreaks has increased {m}-fold, from {a} to {b}.
""",
    "multiple word": """
The army has {v} its patrols, from {a} to {b}.
The number of cafes has {v} since 2009, from {a} to {b}.
Its debt {v} between 2008 and 2013, from €{a} million to €{b} million.
""",
    "down fraction": """
The number of ferries fell by {f}, to {b} from {a}.
Aid was slashed by {f} to ${b} million from ${a} million.
""",
    "hedged more": """
Tuition went up more than {q}%, from ${a} to ${b}.
There were {b} evictions this year, more than {q} percent more than the {a} in 2020.
""",
    "hedged nearly": """
Exports rose by nearly {q} percent to {b} from {a}.
""",
    "margin": """
The amendment failed {b} to {a}, a margin of {d} votes.
Okafor leads Lind by {d} points, {a} percent to {b} percent.
""",
    "rest": """
Of the {c} workers, {a} have been found, while the remaining {b} are missing.
The fleet has {c} boats, {a} of them in port; the other {b} are at sea.
""",
    "majority": """
A majority of the {y} tenants – {x} – signed.
""",
}
#: a second lot, written after what the first one showed was mended (.873 when first measured)
HELD_OUT_AGAIN = {
    "up percent": """
The hospital’s budget will rise to ${b} million next year from ${a} million, a boost of {p}%.
Cases of measles soared by {p} per cent in the first half, to {b} from {a}.
Whereas {a} barges used the canal in 2014, {b} did in 2015, up {p}%.
The union says its ranks have grown {p} percent, from {a} to {b} members.
Grain shipments reached {b} tonnes, which was {p}% more than the {a} tonnes shipped in May.
The club’s {b} goals are a {p}% improvement on the {a} it scored last season.
Petitions to the council numbered {b} this year as against {a} last year – an increase of {p}%.
A year ago, {a} buses ran each day; now {b} do, a {p}% increase.
The minimum wage would go up {p} percent, from ${a} to ${b}.
""",
    "down percent": """
Bookings slumped {p}% to {b}, from {a} the previous week.
In the first quarter the yard built {b} boats, {p}% fewer than the {a} of a year earlier.
Prison numbers have been brought down from {a} to {b}, a {p}% reduction.
The value of the fund sank {p} percent, from ${a} million to ${b} million.
There are now {b} libraries, down {p}% from {a} in 2009.
The colony has lost {p}% of its birds, going from {a} to {b}.
""",
    "up difference": """
The number of licences rose from {a} to {b}, {d} more than before.
Killings rose by {d} from {a} in 2018 to {b} in 2019.
The orchestra has {b} players, up from {a}, an increase of {d}.
""",
    "down difference": """
Sick days fell from {a} to {b}, which is {d} fewer.
The chain closed stores and now has {b}, down by {d} from {a}.
""",
    "points up": """
Inflation accelerated to {b} percent from {a} percent, up {d} percentage points.
The turnout of {b}% was {d} percentage points higher than the {a}% of 2014.
""",
    "points down": """
The mortgage rate eased from {a}% to {b}%, {d} percentage points lower.
The deficit shrank to {b}% of output from {a}%, a fall of {d} percentage points.
""",
    "share": """
Of its {y} members, only {x} – {p}% – paid their dues.
{x} of the {y} ships inspected ({p} per cent) had faulty engines.
The party took {x} seats out of {y}, or {p}% of the total.
Some {x} of the {y} villages, or {p} percent, have no clean water.
Voters in {x} of {y} districts, {p}% of the total, said yes.
""",
    "share fraction": """
The council turned down {x} of {y} plans, {f} of all plans.
About {f} of the {y} graves, {x}, have no name.
""",
    "total of two": """
The charity runs {a} homes in Kent and {b} in Essex, {c} in total.
{a} Kenyans and {b} Ugandans won medals, a combined total of {c}.
The bomb killed {a} people and a second one {b}, a total of {c} deaths.
""",
    "total of three": """
In total, the firm sold {n} cars: {a} vans, {b} trucks and {c} coupes.
""",
    "multiple": """
This year’s {b} fires are {m} times the {a} fires of last year.
The mine employs {b} men, {m} times as many as it did in 1999, when it had {a}.
""",
    "multiple word": """
The population of the town {v}, from {a} in 1990 to {b} in 2010.
""",
    "down fraction": """
The number of daily trains has been cut by {f}, from {a} to {b}.
""",
    "half": """
Catches have halved from {a} tonnes to {b} tonnes.
""",
    "margin": """
She beat him {a} to {b}, a difference of {d} votes.
""",
    "rest": """
The court has {c} judges: {a} are women and the remaining {b} are men.
""",
}
#: a third lot, written and measured in the same way (.902)
HELD_OUT_LAST = {
    "up percent": """
Rail fares have jumped by {p}% since privatisation, from £{a} to £{b}.
Coastguards picked up {b} swimmers in July, {p} percent more than the {a} they picked up a year earlier.
The refinery’s output was lifted {p}%, from {a} barrels to {b} barrels a day.
The fund, which managed ${a} million in 2010, now manages ${b} million, up {p}%.
Between 2001 and 2011 the number of households climbed from {a} to {b}, a growth rate of {p}%.
The figure for May was {b}, {p}% higher than April’s {a}.
Compared with {a} last season, {b} fans came on average, an increase of {p} percent.
Claims shot up from {a} to {b}, or {p} percent, the insurer said.
Turnover advanced {p}% to €{b} million (from €{a} million).
""",
    "down percent": """
Visitor numbers crashed {p} percent, from {a} in June to {b} in July.
Police recorded {b} robberies, {p}% down on the {a} recorded in 2011.
The number of smokers fell to {b} in 2015 from {a} in 2005, a {p}% decline.
The maker’s sales eased {p}% to {b} cars from {a}.
The subsidy dropped from £{a} to £{b} a year, a {p} per cent cut.
Where {a} shops once stood, only {b} remain, a decrease of {p}%.
""",
    "up difference": """
The death toll has risen to {b} from {a}, an increase of {d}.
The council has added {d} officers, taking the force from {a} to {b}.
There are {b} schools in the district, {d} more than the {a} there were in 1990.
""",
    "down difference": """
The troop level will be reduced by {d}, from {a} to {b}.
The register now lists {b} names, {d} fewer than its previous {a}.
""",
    "points up": """
The poll has her at {b} percent, {d} percentage points up from {a} percent in May.
Youth unemployment rose to {b}% from {a}%, an increase of {d} percentage points.
""",
    "points down": """
Growth slowed by {d} percentage points, from {a}% to {b}%.
The approval rating dropped {d} percentage points, to {b} percent from {a} percent.
""",
    "share": """
Some {x} of the {y} flats in the block – that is {p}% – stand empty.
{x} of {y} MPs ({p}%) backed the motion.
Of the {y} cases closed last year, {x}, or {p}%, ended in a fine.
Women make up {x} of the {y} recruits, or {p} percent.
He has won {x} of his {y} fights, a success rate of {p}%.
Nurses say {x} of {y} wards, or {p} percent of them, lack staff.
""",
    "total of two": """
The home made {a} loans to men and {b} to women, making a total of {c}.
In all, {c} animals died: {a} cows and {b} sheep.
""",
    "total of three": """
The squad has {a} defenders, {b} midfielders and {c} forwards, for a total of {n} players.
""",
    "multiple": """
The new bridge cost ${b} million, {m} times the ${a} million that was planned.
The count of refugees rose from {a} to {b}, a {m}-fold rise.
""",
    "multiple word": """
The number of cameras more or less {v}, from {a} to {b}.
""",
    "down fraction": """
The workforce has shrunk by {f}, from {a} people to {b}.
""",
    "hedged more": """
The price climbed by over {q}% from ${a} to ${b}.
""",
    "margin": """
The Reds beat the Blues {a}-{b}, a margin of {d} points.
""",
    "rest": """
Of {c} exhibits, {a} were sold and the other {b} went to museums.
""",
    "majority": """
Most of the {y} owners ({x}) voted to sell.
""",
}
#: a fourth lot, likewise (.933)
HELD_OUT_FOURTH = {
    "up percent": """
Wolf sightings have increased {p}% over the past decade to {b}, up from {a}.
The bank’s net profit went up to ${b} million from ${a} million, {p}% higher.
The number of food banks has mushroomed from {a} to {b} in four years – a {p}% rise.
Ridership last week was {b}, {p} percent greater than the {a} of the week before.
The court heard {b} cases this year, a {p}% increase compared with {a} last year.
Ford said it sold {b} trucks in March, up {p} percent from {a} in March 2014.
Its market value expanded to ${b} million, {p}% above the ${a} million at which it was listed.
""",
    "down percent": """
The island’s population has declined {p}% since the war to {b}, down from {a}.
Divorces fell from {a} in 2003 to {b} in 2013: a drop of {p}%.
The airport handled {b} flights, {p} per cent fewer than in 2012, when it handled {a}.
Membership plunged by {p}%, going from {a} to just {b}.
Its workforce, once {a} strong, has shrunk {p}% to {b}.
""",
    "up difference": """
The museum now owns {b} paintings, {d} more than the {a} it owned in 2000.
The number of beds will increase by {d} to {b}, from the current {a}.
""",
    "down difference": """
The police force lost {d} officers in three years, dropping from {a} to {b}.
""",
    "points up": """
The share of women on boards went up {d} percentage points to {b}%, from {a}% in 2011.
Her support stands at {b}%, compared with {a}% in May, a gain of {d} points.
""",
    "share": """
Of the {y} suspects held, {x} ({p}%) were released without charge.
The drug helped {x} of {y} patients, or about {p}%.
Only {x} out of {y} farms, {p}% in all, are insured.
Some {p}% of the {y} teachers – {x} of them – are over fifty.
Critics note that {x} of the {y} awards, or {p}%, went to men.
""",
    "total of two": """
The crash left {a} people dead and {b} injured, a total of {c} casualties.
A total of {c} seats – {a} in the east and {b} in the west – are up for election.
""",
    "total of three": """
The plan would create {a} jobs in year one, {b} in year two and {c} in year three, {n} in all.
""",
    "multiple": """
The firm made {b} drones, {m} times as many as its rival’s {a}.
""",
    "multiple word": """
Since 2005 the number of vineyards has {v} to {b} from {a}.
""",
    "down fraction": """
The number of guards was cut by {f}, to {b} from {a}.
""",
    "margin": """
Kim took {a}% of the vote to Park’s {b}%, a margin of {d} points.
""",
    "rest": """
Of its {c} aircraft, {a} are leased and the remaining {b} are owned.
""",
}
_FRACTIONS = (("a quarter", 1, 4), ("a third", 1, 3), ("half", 1, 2), ("two-thirds", 2, 3), ("three-quarters", 3, 4))
_VERBS = {2: "doubled", 3: "tripled", 4: "quadrupled"}
_WORDS = [
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
]
_FOLDS = {2: "twofold", 3: "threefold", 4: "fourfold", 5: "fivefold", 10: "tenfold"}


def _commas(number: int, chance: random.Random) -> str:
    return f"{number:,}" if number >= 1000 and chance.random() < 0.8 else str(number)


def _off(value: int, chance: random.Random) -> int:
    """A number that no reading takes for `value`, nor for its half, its double or one more."""
    off = value
    while abs(off - value) < max(4, 0.2 * value):
        off = round(value * chance.choice((0.35, 0.45, 1.65, 1.7, 2.6))) + chance.choice((3, 4, 7))
    return off


def _change(chance: random.Random, *, up: bool) -> tuple[int, int]:
    while True:
        a = chance.choice((chance.randint(20, 99), chance.randint(100, 999), chance.randint(1000, 90000)))
        b = round(a * (chance.uniform(1.08, 4.8) if up else chance.uniform(0.15, 0.93)))
        if abs(b - a) * 100 / a > 5 and abs(b - a) > 4:
            return a, b


def _up_percent(chance, right, up=True):
    a, b = _change(chance, up=up)
    p = round(abs(b - a) * 100 / a)
    if not right:
        p = p + chance.choice((6, 9, 17)) if p < 12 else _off(p, chance)
        if not up and p >= 100:
            p = max(5, round(abs(b - a) * 40 / a))
    return {"a": a, "b": b, "p": p}


def _difference(chance, right, up):
    a, b = _change(chance, up=up)
    return {"a": a, "b": b, "d": abs(a - b) if right else _off(abs(a - b), chance)}


def _points(chance, right, up):
    low = chance.randint(20, 400) / 10
    d = chance.randint(6, 120) / 10
    high = round(low + d, 1)
    stated = d if right else round(d * chance.choice((0.4, 1.8)) + (0.3 if d > 2 else 1.6), 1)
    # a wrong number of points must not be the change in percent either
    return {"a": low if up else high, "b": high if up else low, "d": stated}


def _share(chance, right):
    y = chance.choice((chance.randint(20, 90), chance.randint(100, 900), chance.randint(1000, 9000)))
    x = max(2, round(y * chance.uniform(0.08, 0.92)))
    p = round(x * 100 / y)
    return {"x": x, "y": y, "p": p if right else (p + 23 if p < 50 else p - 23)}


def _share_fraction(chance, right):
    name, over, under = chance.choice(_FRACTIONS)
    unit = chance.randint(5, 300)
    x, y = unit * over, unit * under
    if not right:
        x = max(1, round(x * 0.55)) if over / under > 0.4 else round(x * 1.7)
    return {"x": x, "y": y, "f": name}


def _total(chance, right, parts):
    values = [chance.randint(3, 80) for _ in range(parts)]
    total = sum(values)
    if not right:
        total += chance.choice((2, 5, 11, 20))
    names = "ab" if parts == 2 else "abc"
    return dict(zip(names, values, strict=True)) | {"c" if parts == 2 else "n": total}


def _multiple(chance, right):
    a, m = chance.randint(12, 900), chance.randint(3, 9)
    return {"a": a, "b": a * m, "m": m if right else m + chance.choice((3, 4, 7))}


def _verb(chance, right, names, key):
    a, m = chance.randint(12, 900), chance.choice(list(names))
    return {"a": a, "b": a * m if right else round(a * m * chance.choice((1.6, 2.2))), key: names[m]}


def _down_fraction(chance, right):
    name, over, under = chance.choice(_FRACTIONS)
    unit = chance.randint(5, 300)
    a, gone = unit * under, unit * over
    if not right:
        gone = round(gone * 0.5) if over / under > 0.4 else round(gone * 1.8)
    return {"a": a, "b": a - gone, "f": name}


def _half(chance, right):
    b = chance.randint(8, 400)
    return {"a": 2 * b if right else round(b * chance.choice((1.3, 3.4))), "b": b}


def _hedged(chance, right, sort):
    q = chance.choice((20, 30, 50, 80, 150, 200, 300))
    if sort == "more":
        growth = q + chance.uniform(1.5, 8) if right else q * chance.uniform(0.4, 0.85)
    else:
        growth = q - chance.uniform(0.5, q * 0.06) if right else q * chance.choice((0.4, 0.6, 1.5, 1.9))
    a = chance.randint(400, 4000)
    return {"a": a, "b": round(a * (1 + growth / 100)), "q": q}


def _margin(chance, right):
    b, d = chance.randint(12, 42), chance.randint(3, 16)
    return {"a": b + d, "b": b, "d": d if right else d + chance.choice((3, 5, 8))}


def _majority(chance, right):
    y = chance.randint(30, 600)
    more, less = round(y * chance.uniform(0.53, 0.8)), round(y * chance.uniform(0.15, 0.46))
    return {"x": more if right else less, "z": less if right else more, "y": y}


def _one_in(chance, right):
    k, x = chance.randint(3, 9), chance.randint(5, 200)
    return {"k": _WORDS[k], "x": x, "y": x * k if right else round(x * k * chance.choice((0.45, 2.2)))}


def _in_words(chance, right):
    a, d = chance.randint(3, 9), chance.randint(3, 9)
    stated = d if right else d + chance.choice((2, 3))
    return {"a": _WORDS[a], "b": _WORDS[a + d], "d": _WORDS[stated]}


def _millions(chance, right):
    a = chance.randint(110, 990) / 100
    b = round(a * chance.uniform(1.1, 2.6), 2)
    p = round((b - a) * 100 / a)
    return {"a": a, "b": b, "p": p if right else p * 2 + 12}


FAMILIES = {
    "up percent": _up_percent,
    "down percent": lambda c, r: _up_percent(c, r, up=False),
    "up difference": lambda c, r: _difference(c, r, True),
    "down difference": lambda c, r: _difference(c, r, False),
    "points up": lambda c, r: _points(c, r, True),
    "points down": lambda c, r: _points(c, r, False),
    "share": _share,
    "share fraction": _share_fraction,
    "total of two": lambda c, r: _total(c, r, 2),
    "total of three": lambda c, r: _total(c, r, 3),
    "multiple": _multiple,
    "multiple word": lambda c, r: _verb(c, r, _VERBS, "v"),
    "fold word": lambda c, r: _verb(c, r, _FOLDS, "w"),
    "down fraction": _down_fraction,
    "half": _half,
    "hedged more": lambda c, r: _hedged(c, r, "more"),
    "hedged nearly": lambda c, r: _hedged(c, r, "nearly"),
    "margin": _margin,
    "rest": lambda c, r: _total(c, r, 2),
    "majority": _majority,
    "one in": _one_in,
    "in words": _in_words,
    "millions": _millions,
}


def forms(table: dict[str, str] = FORMS) -> list[tuple[str, str]]:
    """Give each form with its family."""
    return [(family, line) for family, lines in table.items() for line in lines.strip().splitlines()]


def filled(table: dict[str, str] = FORMS, *, seed: int = 7, each: int = 3) -> list[tuple[str, str, bool, str]]:
    """Fill each form with `each` true and `each` wrong sets of numbers: (family, form, right, text)."""
    chance = random.Random(seed)
    cases = []
    for family, line in forms(table):
        for right in (True, False):
            for _ in range(each):
                numbers = FAMILIES[family](chance, right)
                shown = {k: _commas(v, chance) if isinstance(v, int) else v for k, v in numbers.items()}
                text = line.format(**shown)
                cases.append((family, line, right, text[0].upper() + text[1:]))
    return cases
