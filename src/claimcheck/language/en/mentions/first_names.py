"""First names with the gender they usually go with: data, no logic. Names common for both are left out."""

from __future__ import annotations

FEMALE = frozenset(
    """
    abigail ada adele adriana agnes agnieszka aicha aisha alejandra alessandra alexandra alice alicia alina
    allison alma amal amalia amanda amber amelia amina amy ana anastasia andreea angela angelina anika anita
    anja ann anna anne annette annie antonia april ariana aroha asha asma astrid audrey ayesha barbara beata
    beatrice beatriz becky bella bernadette beth bettina betty beverly bianca birgit bonnie brenda brianna
    bridget brigitte britney camila camille carla carmen carol carolina caroline carolyn cassandra catalina
    catherine cathy cecilia celeste celia charlotte chelsea cheryl chiara chloe christina christine cindy claire
    clara claudia colleen connie constance cora cristina cynthia dagmar daisy daniela danielle daphne daria dawn
    debbie deborah debra delia denise diana diane dina dolores dominique donna dora doris dorothy edith eileen
    elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen eloise elsa emilia emily emma erica
    erika erin esmeralda esperanza estelle esther eugenia eva eve evelyn faith fatima fatou fatoumata felicia
    fiona flora florence frances francesca frida frieda gabriela gabriella gabrielle gail galina gemma genevieve
    georgia geraldine gertrude gina ginger giorgia giovanna gisela giulia gladys gloria grace greta gretchen
    grete guadalupe gwen hadja haley halima hanna hannah harriet hawa heather heidi helen helena helene helga
    hermione hilary hilda hillary holly hope ida ilse imelda imogen ines ingrid irena irene irina iris irma
    isabel isabella isla ivana ivanka ivy jacinda jacqueline jamila jana jane janet janice janine jasmine jean-
    jeanne jenna jennifer jenny jessica jill joan joanna joanne jocelyn johanna josephine joyce juana judith
    judy julia juliana julianne julie juliet june justine kaja kamala karen karin karina karla katarina kate
    katerina katharina katherine kathleen kathryn kathy katia katie katja katrina katya kayla keisha kellyanne
    khadija kimberly kirsten kristen kristin kristina ksenia lara larissa latifa latoya laura lauren laurie
    layla leah leila lena leonie leticia leyla lidia lila lilian liliana lily lina linda lisa lise liz liza lois
    lola lorena loretta lorraine louise lourdes lucia lucie lucille lucy ludmila luisa luise lydia lynn mabel
    madeleine madison magdalena maggie maja malala manuela marcela marcia margaret margarita margot maria mariam
    mariana marianne marie mariela marilyn marina marion marisa marissa marjorie marlene marta martha martina
    mary maryam matilda maureen maya megan meghan melania melanie melinda melissa mercedes meredith michelle
    mila mildred mina miranda miriam moira mona monica monika monique muriel myra myriam nadia nadine naomi
    natalia natalie natasha nelly nichole nicola nicole nina noemi nora norma odette ofelia oksana olena olga
    olive olivia pamela paola patricia patty paula paulina pauline pearl peggy penelope penny petra phoebe
    phyllis pilar polly priscilla priti priya rachel ramona raquel rebecca regina renata renee rhonda rita
    roberta rochelle romina rosa rosalind rosario rose rosemary roxana roxanne ruth sabine sabrina sadie sally
    salma samantha sandra sara sarah selena serena shannon sharon sheila shelley sherry shirley sigrid silke
    silvia simone sofia sonia sonya sophia sophie stacy stefanie stella stephanie sue susan susana susanna
    suzanne svetlana sylvia tamara tamika tania tanya tara tatiana tatyana teresa tess tessa thelma theresa
    therese tiffany tina tracy trudy ulrike ursula valentina valeria valerie vanessa vera veronica veronika
    vicky victoria viktoria viola violet virginia vivian viviana wanda wendy whitney wilma yasmin yolanda yulia
    yvette yvonne zahra zainab zara zoe zuzana
    """.split()
)

MALE = frozenset(
    """
    aaron abdallah abdel abdoulaye abdul abdulaziz abdullah abraham abu adam adolf adrian ahmad ahmed aidan
    alain alan alastair albert alberto aldo alejandro aleksandr aleksei alessandro alex alexander alexandre
    alexei alexey alf alfonso alfred alfredo ali alistair allan allen alonso alvaro alvin amadou amir anatoly
    anders andre andreas andrei andres andrew andrey andrzej andy angelo angus anthony anton antonio antony aram
    ari armando arnold arthur arturo ashraf assimi augusto austin axel ayman barack barry bart bartholomew
    bashar basil ben benedict benjamin bernard bernardo bernd bernie bert bilal bill billy bjorn bob bobby boris
    brad bradley brandon brendan brett brian bruce bruno bryan burt byron caleb calvin carl carlo carlos cedric
    cesar charles charlie chester chidi christoph christophe christopher chuck clarence clark claude claudio
    clemens cliff clifford clint clyde colin conor conrad constantin corey craig curtis cyril cyrus damian
    damien dan daniel daniele danny darren dave david dean declan denis dennis denys derek derrick desmond diego
    dieter dimitri dirk dmitri dmitriy dmitry domingo dominic don donald doug douglas drew duncan dustin dwayne
    dwight earl ed eddie edgar eduardo edward edwin elias elijah elliot elliott elmer emil emilio emmanuel
    emmerson enrico enrique eric erich erik ernest ernesto ernst erwin esteban ethan eugene evan evgeny ezra
    fabian fabio faisal federico felipe felix ferdinand fernando fidel filip florian floyd francesco francis
    francisco franco francois frank franklin franz fred frederic frederick fritz gareth garry gary gaston gavin
    gene geoff geoffrey george georges gerald gerard gerardo gerhard giacomo gilbert gilles giorgio giovanni
    giuseppe glen glenn gonzalo gordon graham grant greg gregor gregory guillaume guillermo gunter gustav
    gustavo guy hakim hamid hamza hank hans harold harry harvey hasan hassan hector heinrich heinz henrik henry
    herbert herman hermann hisham horst howard hubert hugh hugo hussein ian ibrahim igor ilya imran irving isaac
    ishmael ismail ivan jack jacob jacques jaime jake jakob jakub jamal james jamie jan jared jason javier jay
    jeff jefferson jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joao joaquin jochen joe joel
    johan johann johannes john johnny jon jonas jonathan jorge jose josef joseph josh joshua josiah juan julian
    julio julius jurgen justin kamal karim karl keith ken kenneth kevin khaled khalid kieran kirill klaus kofi
    konrad konstantin kurt kwame kyle kyriakos lamar lance larry lars laurence laurent lawrence lee leo leon
    leonard leonardo leonid leopold leroy les leslie lester levi liam lionel lloyd lorenzo lothar louis luca
    lucas luciano ludwig luigi luis lukas luke mahmoud malcolm malik mamadou manfred manuel marc marcel marcelo
    marco marcos marcus mario mark markus martin marvin mathieu matt matteo matthew matthias maurice mauricio
    max maxim maxime maximilian mehdi mehmet melvin michael michal michel miguel mihai mike mikhail milan miles
    milos milton mitch mitchell mitt mohamed mohammad mohammed mohamud moritz morris moses moshe moussa muhammad
    murray mustafa nabil narendra nasser nathan nathaniel ned neil nelson nicholas nick nicolas niels nigel
    nikita nikola nikolai nikolas nikos noah noel norman oleg oleksandr oliver olivier omar oscar oskar osman
    otto ousmane owen pablo paolo pascal patrice patrick paul paulo pavel pedro percy pete peter petr petro phil
    philip philipp philippe phillip pierre pietro piotr rafael rahul rainer raj rajesh ralph ramon ramzan
    randall randy rashid raul ravi ray raymond recep reginald reinhard rene rex ricardo riccardo richard rick
    ricky rob robert roberto rodney rodrigo roger roland rolf roman ron ronald ross roy ruben rudolf rudy rupert
    russell ryan sadiq said saif sajid salim salman salvador salvatore sam samir samuel santiago saul scott sean
    sebastian sergei sergey sergio seth seydou shane shaun sidney siegfried silvio simon solomon souleymane
    spencer stan stanislav stanley stefan stefano stephane stephen steve steven stewart stuart sven tariq ted
    terence terrence terry theo theodore thierry thomas tim timothy tobias toby todd tom tomas tommaso tommy
    tony travis trevor tristan tyler ulrich uwe vadim valentin valery vasily victor viktor vincent vincenzo
    vitali vitaly vladimir volker volodymyr wade waleed walid wallace walter warren wayne werner wilfred wilhelm
    will willem william willy winston wolfgang xavier yann yannis yaroslav yasser yevgeny youssef yuri yusuf
    yves zachary
    """.split()
)
