"""Words that say how a name is to be read, and those that are names and words at once."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


COMMON_WORDS = word_set("""
    a ad age am amber an and angel angle apple april art as ash at august autumn ball banks barber bars bass battle
    bay be beach beam bean bear bell bend bent berry best bid bill bin bird bishop bit black block bloom blue bold
    bond born boss bowl box bridge bridges bright broad brook brooks brown bud bug burn burns bush but butcher butter
    by cage camp can candy cannon care carry cart carver case cash cave chair chance charity chase chess child chip
    church clay cliff close cloud coach coin cook corn crisp cross crow cruise crystal cup curry dale dame dawn day
    deal dean dear deed deer destiny diamond dill do don dong dot drive drum duck duke dune dusk early ease east echo
    edge eight elder else ember english eve even ever fair faith fall falls fan farmer fast fell fern fever field
    fields fight file fin fire first fish flag flood flower flowers fog folk ford forest fort foster fox frame frank
    free freed freedom french frost fry fun gale game gap gates gauge gem gene genesis ginger glass glen glory go gold
    golden good goods goose gospel grace grant grave graves gray green grey gross guest guy hall ham hand hang happy
    hard hardy hare harm harmony has haven hawk hay hazel he head heart heath heather heaven her hero hide hike hill
    him his hobby hold holder holly home honor hood hook hope horn host hour hours house hub hue hum hunt hunter hut
    in indeed inn iris iron is it ivory ivy jade jay jet jewel job jolly journey joy judge judges june jury just
    justice keen keep key kind king knight la lad lake land lane lark last late law lawn le leaf lens liberty light
    lily line lines lion list little lock log lone long lord lot love low loyal luck lucky major maker man mane mantle
    maple marble march mark marks marsh mason master max may me mead meadow mean means melody mercy merit merry meta
    miles mill min mine mint miracle moody moon moral more moss mount music mustard my myth nail nan need new news
    next nice night nine no noble nor north not notion novel now nun nurse oak ocean odd of ok old olive on one or
    oral orange our owl pace pack page paint palm pan paradise park parks pass past pat patience peace peach peak
    pearl peck pen penny pepper per pierce pike pine pink plan plant play plenty plum poet pond pool pope poppy port
    porter post pound power press price pride prime prince pro proud pure queen quick rain rank rash raven ray read
    ready reason red reed reef rest rice rich ridge ring rise river rivers road roar robe robin rock roll roof root
    rose rough round row royal ruby rule run rush rust rusty saga sage sail salt sample sand sandy sang savage save
    scales scout sea seal see self sell sense serene seven shade sharp she shell shepherd ship shore short shy sides
    silver singer six sky slack slate sleet sly small smart smile snow so song south sparks spear speed spice spider
    spirit spring square stable staff stand star stark start steel sterling stern still stock stocks stone storm stout
    straw street stripe strong style sue summer sun sunny sure swan sweet swift sword tab talent tan tang tar target
    tart tell temper temple ten the thorn thyme tiger time times to tone tore tower town trace trip true trust tuck
    tune twin under unity up us vale valley van verse vice victor vine violet virtue visa vision wade walk wall war
    ward ware wary wash watch waters way we weaver web welcome wells west wheel white wick wide wild will willing
    willow wind windows wine wing wings winner winter wise wish wolf wonder wood woods word words workman worm worth
    yard yarn year years yen yes you young zeal zen zoom
    """)
"""Names that are also words, written folded. Found as a single word only with a capital first letter: without that
"the will to change" would read "the P03 to change", and a scrubbed note could no longer be understood. Without a
capital they are possible leftovers, unless they are function words."""

FUNCTION_WORDS = word_set("""
    a ab aber about above after again against al all als also am among an and any are as ask at au auch auf aus aux
    avec away back be been before bei being below best between bin bis both but by call came can case ce ces come como
    con could cual da dans das dass day days de del dem den der des det did die dies do doch does doing done down du
    each ein eine either el ella elle else en er es est esta et even ever every few first for fra from fue fur further
    get gets give given go goes going good got ha had han har has hat have having hay he her here hers high him his
    how hun i ich if ihr ikke il ils im in into is ist it its ja je jeg job just kan keep kein key know known la las
    last late le least les less let lets leur like list little lo long look los lot lots low lui made mais make makes
    man many mas may me mean means med mein men mi might mine mit more most much must muy my nach ne near need nein
    new news next nicht no noch none nor nos not nous now nun nur o ob oder of off often og ohne ok old om on once one
    ones only or other others ou our ours out over own pa paa page par para part pas past per pero plan please por
    pour que qui quite rather read really sa same saw say says se see seen sees sehr sein ses set she should show si
    sich sie sin since sind small so som some son sont soon still su such sur sure sus take takes tell ten test than
    that the their them then there these they thing things this those three through til time times to today too top
    true try tu two um un una und under une uns until up upon us use used user users uses var very vi via von vor vous
    want wants war was way ways we week weeks weil well wenn went wer were what when where which while who whole whom
    whose why wie will wir wird with within without wo word words work works worse would y ya year years yes yet you
    young your yours zu zum zur
    """)
"""Words of which every text is full, in some languages, written folded. A name becomes none of them by its genitive or
another spelling (Thi, This; Haas, Has), and without a capital they are not even possible leftovers."""

PARTICLES = word_set(
    "af al and bin d da dal das de del della den der di do dos du e el i ibn la le o of op t ten ter the "
    "und van von y zu zum zur"
)
"""Words of names that name nobody by themselves."""

TITLES = word_set("dr prof professor mr mrs ms miss mx sir dame rev herr frau mag ing dipl med")
SUFFIXES = word_set("jr sr ii iii iv phd md msc bsc ma ba mba esq cpa dds rn jd")

ORGANISATION_WORDS = word_set("""
    ab academy ag agency and as association bank bv by clinic club co college company corp corporation council customer
    department dept desk foundation for gmbh group gruppe hospital inc institute kg limited llc llp ltd ministry network
    nv of office oy partners plc sa school sales service services society solutions srl studio studios support team the
    trust und union university verein
    """)
"""A formatted name with one of these is no person's: its first and last word are not a given and a family name."""

LEGAL_FORMS = word_set(
    "ab ag as bv co company corp corporation ev gmbh inc kg limited llc llp ltd nv oy plc pty sa sarl se spa srl ug"
)

PLAIN_FIRST_WORDS = word_set("""
    aarhus advanced africa african all alpha america american amsterdam ankara antwerp applied asia asian associated
    athens atlanta auckland austin australia austria bank barcelona basel bavaria beijing belfast belgium belgrade
    bergen berlin bern best better big birmingham boston brazil bright bristol britain british brno brussels bucharest
    budapest business cairo california cambridge canada capital care central chicago china city clean clear cloud
    cologne copenhagen creative credit czech dallas data delhi denmark denver deutsche digital direct dresden dubai
    dublin dutch eastern eco edinburgh energy england euro europe european fast federal financial finland first
    florida food france frankfurt french general geneva german germany glasgow global gothenburg grand great greece
    green hamburg health helsinki high home houston human hungary iceland independent india industrial information
    innovative institut instituto integrated inter international ireland istanbul italian italy japan just korea
    krakow kyiv leeds legal leipzig life lisbon live liverpool ljubljana local london lower madrid main major malmo
    manchester medical mediterranean melbourne metro mexico miami micro milan modern montreal mumbai munich mutual
    national natural netherlands new nordic nordics north northern norway open original osaka oslo oxford pacific
    paris people performance personal poland polish porto portugal prague praha premium prime private professional
    public pure quality rapid real red research riga romania rome rotterdam royal safe saxony scandinavian science
    scotland seattle secure seoul shanghai simple singapore smart social sofia soft software solar south southern
    spain spanish special standard stockholm strategic stuttgart super sweden swedish swiss switzerland sydney system
    systems tallinn tampere tech technical technology texas tokyo toronto total trans true turin turkey ukraine united
    universal upper urban utrecht vancouver vienna vilnius virtual wales warsaw western world young zagreb zentral
    zurich
    """)
"""First words of organisations that stand for none by themselves: a short form of one of these is a possible
leftover at most."""

SHARED_LOCALS = word_set("""
    abuse account accounts admin anfrage billing board booking bookings care contact customer customers dev director
    email feedback finance hello help hi hr info invoice it jobs kontakt legal mail marketing me media news newsletter
    no noreply office order orders post press presse privacy reply research sales security service shop staff support
    team user web webmaster welcome work
    """)
"""What stands before the @ of addresses that are nobody's own."""

ACRONYMS = word_set("""
    ai api asap atm b2b b2c bbc bi cac ceo cfo cli cms cmo co2 coo cpa cpc cpm cpo cpu crm csat csm css csv cto ctr cv
    dns doc docx dpo eod eta etc eu faq fyi gb gdpr gmt gps gui hr html http https icp id iot ip iso it js json jtbd kpi
    ltv lgtm mb mba mfa ml mrr mvp na nda nps ocr okr os pdf phd png po poc pos pr qa qr rfc rfp roi saas sdk seo sla
    sms sql sso tbd todo ui uk url us usa usb utc ux vat vip vpn wifi wip xls xlsx xml zip
    """)
"""Capitals that stand for no organisation of a contact."""

HONORIFICS = word_set(
    "さん さま 様 氏 君 くん ちゃん 先生 殿 先輩 部長 課長 社長 係長 主任 会長 教授 博士 選手 "
    "女士 小姐 太太 老师 老師 医生 醫生 经理 經理 同学 同學 师傅 師傅 律师 律師 "
    "님 씨 선생 교수 박사 대표 과장 부장 팀장 사장 차장 대리"
)
"""What is said after a name in Japanese, Chinese and Korean, and makes even a name of one sign one."""

UNSPACED_WORDS = word_set(
    "一心 世界 大地 大和 希望 平和 平野 平安 未来 自然 健康 高山 小島 明日 光明 建国 建國 国庆 文化 文明 文学 和平 "
    "团结 勇敢 美丽 快乐 安全 安定 大石 森林 中国 日本 하늘 하나 보라 나라 사랑 우리 아름 이슬 기쁨 가을 미래"
)
"""Names that are also words, in scripts that have no capitals and no blanks: names only before one of the above."""
