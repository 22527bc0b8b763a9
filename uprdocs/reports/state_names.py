"""Names of States as UN reports print them, by ISO 3166 alpha-3 code.

The first name of a line is the one the UN uses today; former names, short forms and the frequent
inversions ("Bolivia (Plurinational State of)") follow. Case, accents, brackets, "the" and
punctuation do not count, see `states.words_of`.
"""

NAMES = """
AFG Afghanistan | Islamic Republic of Afghanistan
AGO Angola
ALB Albania
AND Andorra
ARE United Arab Emirates | UAE
ARG Argentina
ARM Armenia
ATG Antigua and Barbuda
AUS Australia
AUT Austria
AZE Azerbaijan
BDI Burundi
BEL Belgium
BEN Benin
BFA Burkina Faso
BGD Bangladesh
BGR Bulgaria
BHR Bahrain | Kingdom of Bahrain
BHS Bahamas | Commonwealth of the Bahamas
BIH Bosnia and Herzegovina | Bosnia Herzegovina | Bosnia | BiH
BLR Belarus | Republic of Belarus
BLZ Belize
BOL Bolivia (Plurinational State of) | Plurinational State of Bolivia | Bolivia
BRA Brazil
BRB Barbados
BRN Brunei Darussalam | Brunei
BTN Bhutan
BWA Botswana
CAF Central African Republic | CAR
CAN Canada
CHE Switzerland | Swiss Confederation
CHL Chile
CHN China | People's Republic of China
CIV Côte d'Ivoire | Ivory Coast
CMR Cameroon
COD Democratic Republic of the Congo | Democratic Republic of Congo | DRC | DR Congo
COD Congo (Democratic Republic of the) | Congo (Democratic Republic of)
COG Congo | Republic of the Congo | Congo (Republic of the) | Congo Brazzaville
COK Cook Islands
COL Colombia
COM Comoros | Union of the Comoros
CPV Cabo Verde | Cape Verde
CRI Costa Rica
CUB Cuba
CYP Cyprus
CZE Czechia | Czech Republic
DEU Germany | Federal Republic of Germany
DJI Djibouti
DMA Dominica | Commonwealth of Dominica
DNK Denmark
DOM Dominican Republic
DZA Algeria
ECU Ecuador
EGY Egypt | Arab Republic of Egypt
ERI Eritrea
ESP Spain
EST Estonia
ETH Ethiopia
FIN Finland
FJI Fiji
FRA France
FSM Micronesia (Federated States of) | Federated States of Micronesia | Micronesia
GAB Gabon
GBR United Kingdom of Great Britain and Northern Ireland | United Kingdom of Great Britain
GBR United Kingdom | Great Britain | UK | United Kingdom of Great Britain and N. Ireland
GBR United Kingdom and Northern Ireland | UK of Great Britain and Northern Ireland
GEO Georgia
GHA Ghana
GIN Guinea | Republic of Guinea
GMB Gambia (Republic of the) | Gambia | Republic of the Gambia | Gambia (Islamic Republic of the)
GNB Guinea-Bissau
GNQ Equatorial Guinea
GRC Greece
GRD Grenada
GTM Guatemala
GUY Guyana
HND Honduras
HRV Croatia
HTI Haiti
HUN Hungary
IDN Indonesia | Republic of Indonesia
IND India
IRL Ireland
IRN Iran (Islamic Republic of) | Islamic Republic of Iran | Iran
IRQ Iraq
ISL Iceland
ISR Israel
ITA Italy
JAM Jamaica
JOR Jordan
JPN Japan
KAZ Kazakhstan | Republic of Kazakhstan
KEN Kenya
KGZ Kyrgyzstan | Kyrgyz Republic
KHM Cambodia
KIR Kiribati
KNA Saint Kitts and Nevis | St Kitts and Nevis
KOR Republic of Korea | Korea (Republic of) | South Korea | ROK
KWT Kuwait
LAO Lao People's Democratic Republic | Laos | Lao PDR | Laos People's Democratic Republic
LAO People's Democratic Republic of Lao | Lao Peoples Democratic Republic | Lao
LBN Lebanon
LBR Liberia
LBY Libya | Libyan Arab Jamahiriya | Socialist People's Libyan Arab Jamahiriya | State of Libya
LCA Saint Lucia | St Lucia
LIE Liechtenstein
LKA Sri Lanka
LSO Lesotho
LTU Lithuania
LUX Luxembourg
LVA Latvia
MAR Morocco | Kingdom of Morocco
MCO Monaco
MDA Republic of Moldova | Moldova | Moldova (Republic of)
MDG Madagascar
MDV Maldives
MEX Mexico
MHL Marshall Islands
MKD North Macedonia | The former Yugoslav Republic of Macedonia | Macedonia | FYROM
MKD former Yugoslav Republic of Macedonia | TFYR Macedonia | TFYROM | FYR of Macedonia
MKD Republic of North Macedonia | Republic of Macedonia | Macedonia FYR
MLI Mali
MLT Malta
MMR Myanmar | Burma
MNE Montenegro
MNG Mongolia
MOZ Mozambique
MRT Mauritania
MUS Mauritius
MWI Malawi
MYS Malaysia
NAM Namibia
NER Niger
NGA Nigeria
NIC Nicaragua
NIU Niue
NLD Netherlands (Kingdom of the) | Kingdom of the Netherlands | Netherlands | Holland
NOR Norway
NPL Nepal
NRU Nauru
NZL New Zealand
OMN Oman
PAK Pakistan
PAN Panama
PER Peru
PHL Philippines
PLW Palau
PNG Papua New Guinea
POL Poland
PRK Democratic People's Republic of Korea | DPRK | DPR Korea | North Korea
PRK Korea (Democratic People's Republic of) | Korea (People's Democratic Republic of)
PRK People's Democratic Republic of Korea | Democratic Republic of Korea
PRT Portugal
PRY Paraguay
PSE State of Palestine | Palestine | Palestine (State of)
QAT Qatar
ROU Romania
RUS Russian Federation | Russia
RWA Rwanda
SAU Saudi Arabia | Kingdom of Saudi Arabia
SDN Sudan | Republic of the Sudan
SEN Senegal
SGP Singapore
SLB Solomon Islands
SLE Sierra Leone
SLV El Salvador
SMR San Marino
SOM Somalia
SRB Serbia | Serbia and Montenegro
SSD South Sudan | Republic of South Sudan
STP Sao Tome and Principe
SUR Suriname
SVK Slovakia | Slovak Republic
SVN Slovenia
SWE Sweden
SWZ Eswatini | Swaziland | Kingdom of Eswatini
SYC Seychelles
SYR Syrian Arab Republic | Syria
TCD Chad
TGO Togo
THA Thailand
TJK Tajikistan
TKM Turkmenistan
TLS Timor-Leste | East Timor
TON Tonga
TTO Trinidad and Tobago | Trinidad Tobago
TUN Tunisia
TUR Türkiye | Turkey | Republic of Türkiye
TUV Tuvalu
TZA United Republic of Tanzania | Tanzania (United Republic of) | Tanzania
UGA Uganda
UKR Ukraine
URY Uruguay
USA United States of America | United States | USA | US
UZB Uzbekistan
VAT Holy See | Vatican | Vatican City | Vatican City State
VCT Saint Vincent and the Grenadines | St Vincent and the Grenadines
VEN Venezuela (Bolivarian Republic of) | Bolivarian Republic of Venezuela | Venezuela
VEN Bolivian Republic of Venezuela | Bolivarian Republic of
VNM Viet Nam | Vietnam
VUT Vanuatu
WSM Samoa
YEM Yemen
ZAF South Africa
ZMB Zambia
ZWE Zimbabwe
"""
