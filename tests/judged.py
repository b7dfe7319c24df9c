"""Sixty news sentences written for the tests: thirty loaded ones, of all sides, and thirty plain ones with grim facts.

In the loaded ones, the words that load them stand in square brackets. They were written before the lexicon was run on
them, and are not to be changed to suit it.
"""

from __future__ import annotations

import re

LOADED = """
The senator's [shameful] vote to gut the clinics will [haunt] this state for a generation.
[Radical] activists on the council have launched an [assault] on the [sacred] rights of parents.
Their [so-called] compromise is nothing but a [cynical] [giveaway] to oil companies.
The mayor's [reckless] [spending spree] has left taxpayers with a [crippling] debt.
This [heartless] budget [slashes] help for the poorest while it [coddles] the rich.
A [mob] of [hysterical] students [shouted down] the lecturer, and the [spineless] dean looked on.
The [disgraced] former minister [slithered] back into public life on Monday.
[Fanatical] climate [alarmists] want to drag the country back to the Stone Age.
Greedy landlords are [bleeding] their tenants [dry] while the governor [dithers].
The party of [bigots] and [extremists] has once again shown its [ugly] face.
Her [laughable] excuse fooled nobody except the [fawning] reporters around her.
The [woke] crusade against statues has reached a new level of [absurdity].
An [army] of lobbyists has [hijacked] the bill and made a [mockery] of the vote.
The general's [blatant] lies were [parroted] by a [compliant] press.
Vaccine [zealots] are [bullying] ordinary families into [submission].
The president's [unhinged] [rant] drew applause from his [cultish] followers.
Conservative hardliners are [waging war] on women with this [draconian] law.
The [corrupt] union bosses [rammed through] a contract that [robs] young teachers.
A [flood] of [illegal aliens] has [overrun] the border towns, the station claims.
The court's [outrageous] ruling is a [slap in the face] of every victim.
Billionaire [cronies] of the regime are [gorging] themselves on public money.
His [pathetic] apology was a [masterclass] in [hypocrisy].
The [smug] elites in the capital [sneer] at the people who feed them.
The league's [cowardly] silence on the scandal [reeks] of [complicity].
Right-wing [thugs] and their [apologists] on television keep spreading [poison].
The minister [whined] about the press after another [humiliating] defeat.
The bank's [predatory] loans have [ravaged] whole neighbourhoods.
Left-wing [ideologues] are [brainwashing] children with this [toxic] curriculum.
It was a [breathtaking] betrayal of the voters, and a [brazen] [power grab].
The company's [sham] inquiry is a [farce] meant to [whitewash] its crimes.
"""

PLAIN = """
Two people were killed and eleven injured when a bus left the road near the quarry on Tuesday.
The court sentenced the former treasurer to six years in prison for fraud.
Police arrested three men after an explosion at a warehouse in the harbour.
The earthquake destroyed about 400 houses, the interior ministry said.
Doctors at the county hospital treated 36 patients for smoke.
The council voted nine to four to raise the property tax by two percent.
A gunman shot a guard outside the embassy before officers disarmed him.
The flood reached the lower streets at noon, and residents moved to a school on the hill.
Unemployment rose to 5.2 percent in March, from 4.9 percent in February.
The union and the company will meet again on Thursday to discuss the contract.
Rebels shelled the town for a third day, and at least nine civilians died.
The bill would require hospitals to publish the prices of common operations.
She was diagnosed with cancer in 2019 and died on Sunday at the age of 61.
Investigators found the bodies of two hikers below the ridge.
The senator said that she would vote against the amendment on Wednesday.
Fire crews from four districts worked through the night on the burning depot.
The agency recalled 12,000 cars because their brakes can fail in cold weather.
Prosecutors charged the officer with manslaughter in the death of the driver.
The museum will return nine bronzes to the country in which they were made.
About 3,000 people marched to the parliament to protest against the new pension age.
The virus has been found in 14 poultry farms since the end of January.
A bomb damaged the front of the bank, and nobody was hurt.
The president signed the order on Friday, and it takes effect in June.
Drought has reduced the wheat harvest by a fifth, according to the farm office.
Three soldiers were wounded when their vehicle struck a mine near the border.
The school board closed two buildings after tests showed lead in the water.
The club lost its third match in a row and is now in twelfth place.
Officials counted 214 migrants on the two boats, among them 31 children.
A jury found that the plant had released waste into the river for eight years.
The storm cut the power of 80,000 homes, and repairs will take until Saturday.
"""


def sentences() -> tuple[list[str], list[int], list[list[tuple[int, int]]]]:
    """Give the texts without brackets, their labels (1 for loaded), and the marked stretches of each."""
    texts, labels, spans = [], [], []
    for label, lines in ((1, LOADED), (0, PLAIN)):
        for line in lines.strip().splitlines():
            # each bracket that stands before a mark moves it by one
            marks = [(m.start() - 2 * k, m.end() - 2 * k - 2) for k, m in enumerate(re.finditer(r"\[[^]]*\]", line))]
            texts.append(re.sub(r"[\[\]]", "", line))
            labels.append(label)
            spans.append(marks)
    return texts, labels, spans
