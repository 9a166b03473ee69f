"""Common given names, to tell a person's name from another name, and as the last and weakest hint to "he" or "she".

A guess from this list is never shown to the reader as a fact; what the article itself says ("Ms.", "his wife") always
comes before it.
"""

from __future__ import annotations

_MEN = """
aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto alejandro aleksandr alex alexander alexei
alfred ali allan allen alvin amir anatoly anders andre andreas andrei andrew andrés angelo anthony antonio anwar
arnold arthur arturo asif axel barack barry bart ben benjamin bernard bernie bill billy björn bob bobby boris brad
bradley brandon brendan brett brian bruce bryan byron carl carlos cedric cesar chad charles charlie chris christian
christoph christopher chuck clarence claude clint clive colin conor craig curtis cyril dale damian damien dan daniel
danny darren dave david dean dennis derek desmond diego dieter dick dmitri dmitry dominic don donald doug douglas
duncan dwight dylan earl ed eddie edgar edmund eduardo edward edwin eli elijah elliott emil emilio emmanuel enrique
eric erik ernest ernesto ernst ethan eugene evan fabio felipe felix fernando fidel floyd francesco francis francisco
françois frank franklin franz fred frederick friedrich gabriel gareth gary gavin geoffrey george gerald gerard gerhard
gilbert giles giovanni giuseppe glen glenn gordon graham grant greg gregory guillermo günter gustavo guy hamid hank
hans harold harry harvey hassan hector heinrich helmut henri henry herbert herman hiroshi horst howard hugh hugo
hussein ian ibrahim igor imran isaac ismail ivan jack jacob jacques jaime jake james jamie jan jared jason javier jay
jean jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joe joel johan johann john johnny jon jonas
jonathan jorge josé jose josef joseph josh joshua juan julian julio julius jürgen justin kareem karl keith ken kenneth
kenji kevin khalid kim kirk klaus konrad kurt kyle lance larry lars laurence lawrence lee len leo leon leonard
leonardo leonid leroy leslie lewis liam lloyd louis luca lucas luigi luis luke luther mahmoud malcolm manuel marc
marcel marco marcos marcus mario mark markus martin marvin mathias matt matteo matthew matthias maurice max maxim
mehmet mel melvin michael michel miguel mike mikhail milan miles mitch mitchell mohamed mohammad mohammed morgan
morris moshe muhammad murray mustafa nasser nathan neal ned neil nelson nicholas nicolas nick nigel nikolai noah noel
norman oleg oliver omar orlando oscar osama otto owen pablo paolo pascal pat patrick paul pavel pedro per percy pete
peter phil philip philippe phillip pierre qasim quentin rafael rahul raj ralph ramón ramon randall randy rashid raul
raúl ray raymond recep reginald rené ricardo richard rich rick ricky rob robert roberto robin rod roderick rodney
rodrigo roger roland rolf roman ron ronald ross roy ruben rudolf rudy rupert russell ryan said salman salvador sam
samuel santiago sanjay saul scott sean sebastian sergei sergey sergio seth shane shaun shinzo sidney simon spencer
stan stanley stefan stephen steve steven stewart stuart sven tariq ted terence terrence terry theodore thomas tim
timothy tobias todd tom tommy tony travis trevor tyler ulrich umberto vaclav valentin vernon victor viktor vincent
vincenzo vitaly vladimir volodymyr wade wallace walter warren wayne wendell wesley wilhelm will william willie winston
wolfgang xavier yasser yevgeny yitzhak yuri yusuf zachary zoltan justice narendra joaquin joaquín ignacio alfredo
gustav elon jair benito evo nicolás lula rishi keir kamal
"""
_WOMEN = """
abigail adele agnes aisha alexandra alexandria alice alicia alison allison amanda amber amelia amy ana anastasia
andrea angela angelina anita ann anna anne annette annie antonia april ashley astrid audrey ayesha barbara beatrice
beatriz becky belinda bernadette bernice beth betsy betty beverly bianca bonnie brenda bridget brigitte brittany
camila camilla candace carla carly carmen carol carole caroline carolyn carrie cassandra catherine cecilia charlotte
chelsea cheryl christiane christina christine cindy claire clara claudia colleen connie constance cristina cynthia
daisy dana daniela danielle dawn debbie deborah debra deirdre denise diana diane dolores donna dora doris dorothy
edith eileen elaine eleanor elena elisa elisabeth elise elizabeth ella ellen elsa emily emma erica erika erin esther
ethel eva eve evelyn faith fatima felicity fiona florence frances francesca frida gabriela gail galina gemma georgia
geraldine gertrude gina ginny giulia gladys glenda gloria grace greta gwen gwendolyn hannah harriet hazel heather
heidi helen helena helga hilary hilda hillary hope ida ilse imelda inga ingrid irene iris irina isabel isabella
isabelle ivana ivanka ivy jackie jacqueline jane janet janice jasmine jean jeanette jeanne jenna jennifer jenny
jessica jill jo joan joanna joanne jocelyn josephine joy joyce juanita judith judy julia juliana julie juliet june
kaitlyn kamala karen kate katharina katherine kathleen kathryn kathy katie katrina kay kayla keiko kelly kelsey kerry
kim kimberly kirsten kirstjen krista kristen kristin kristina larissa latoya laura lauren laurie leah leila lena
leslie leticia lillian lily linda lindsay lindsey lisa liz lois lola lorraine louisa louise lucia lucille lucy ludmila
lydia lynn mabel madeleine madison magdalena maggie malala marcia margaret margarita maria mariam marianne marie
marilyn marina marion marissa marjorie marlene marta martha mary maryam maureen maxine may megan meghan melanie
melania melinda melissa mercedes meredith mia michelle mildred millie miranda miriam moira molly mona monica monique
muriel myra nadia nancy naomi natalia natalie natasha nellie nicola nicole nina nora noreen norma olga olivia pamela
patricia patty paula pauline pearl peggy penelope penny petra phyllis polly priscilla rachel ramona rebecca regina
renata renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth sabrina sally samantha sandra sara sarah
selena shannon sharon sheila shelley shirley sofia sonia sonya sophia sophie stacey stacy stella stephanie sue suella
susan susanna susanne suzanne sylvia tamara tammy tanya tara tatiana teresa theresa therese tiffany tina tracey tracy
trudy ursula valentina valeria valerie vanessa vera veronica victoria violet virginia vivian wanda wendy whitney wilma
winifred xiomara yasmin jamie alex sam chris pat terry jan angel jesse morgan lee robin taylor rene yolanda yoko yulia
yvette yvonne zoe zsa-zsa marine delcy olena giorgia nikki
"""
_NICKNAMES = """
abe abraham; al albert alan alfred alexander; alex alexander alexandra; andy andrew; art arthur; barb barbara
ben benjamin; bernie bernard; beth elizabeth; betsy elizabeth; bill william; billy william; bob robert; bobby robert
cathy catherine; charlie charles; chris christopher christine christian; chuck charles; cindy cynthia; dan daniel
danny daniel; dave david; deb deborah; dick richard; don donald; doug douglas; ed edward edwin; fred frederick
gabe gabriel; geoff geoffrey; greg gregory; hank henry; harry harold henry; jack john; jackie jacqueline; jake jacob
jeff jeffrey; jen jennifer; jerry gerald jerome; jim james; jimmy james; joe joseph; joey joseph; johnny john
jon jonathan; josh joshua; kate katherine catherine; kathy katherine kathleen; katie katherine; ken kenneth
kim kimberly; larry lawrence; leo leonard; liz elizabeth; lou louis; maggie margaret; marty martin; matt matthew
meg margaret; mike michael; mitch mitchell; nancy ann; nate nathan nathaniel; ned edward; nick nicholas; pam pamela
pat patrick patricia; peggy margaret; pete peter; phil philip phillip; ray raymond; rich richard; rick richard
rob robert; ron ronald; sam samuel samantha; sandy sandra; steve steven stephen; stan stanley; sue susan
ted theodore edward; terry terrence; tim timothy; tom thomas; tony anthony; vicky victoria; vince vincent; walt walter
will william; zach zachary
"""

MEN = frozenset(_MEN.split())
WOMEN = frozenset(_WOMEN.split())
GIVEN_NAMES = MEN | WOMEN


def _read_nicknames() -> dict[str, frozenset[str]]:
    entries = _NICKNAMES.replace("\n", ";").split(";")
    return {words[0]: frozenset(words[1:]) for words in (entry.split() for entry in entries) if words}


NICKNAMES = _read_nicknames()


def same_given(one: str, other: str) -> bool:
    """True where both may be one person's given name: equal, an initial of it, or its short form."""
    one, other = one.lower().rstrip("."), other.lower().rstrip(".")
    if one == other or min(len(one), len(other)) == 1 and one[0] == other[0]:
        return True
    return other in NICKNAMES.get(one, ()) or one in NICKNAMES.get(other, ())


def likely_gender(given: str) -> str:
    """ "m", "f" or, where the name is unknown or borne by both, an empty string."""
    low = given.lower()
    return "" if (low in MEN) == (low in WOMEN) else "m" if low in MEN else "f"
