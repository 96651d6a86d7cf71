"""Whom a claim is about: insurances, services, populations, levels of hospitals and who pays, as they are written.

A value is that of the claim's column. An empty one makes a decoy: words that look like a scope and are none.
"""

from pipeline.measures.terms import Term

INSURANCES = (
    Term(role="insurance", value="employee", words=("职工", "职工医保", "职工基本医疗保险", "城镇职工", "职工个人账户")),
    Term(role="insurance", value="resident", words=("居民", "居民医保", "城乡居民", "城乡居民基本医疗保险", "城镇居民", "新农合", "农村合作医疗")),
)
SERVICES = (
    Term(role="service", value="outpatient", words=("门诊", "普通门诊", "门诊统筹")),
    Term(role="service", value="inpatient", words=("住院",)),
    Term(role="service", value="chronic", words=("慢特病", "门诊慢特病", "慢性病", "慢病", "特殊病种", "门诊特殊病", "特殊病种门诊", "慢特病门诊")),
    Term(role="service", value="critical", words=("大病", "大病保险", "大病医疗")),
    Term(role="service", value="pharmacy", words=("药店", "定点零售药店", "购药", "买药")),
)
TERMS = (*INSURANCES, *SERVICES)
