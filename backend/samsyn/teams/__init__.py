"""Teams (team): groups of staff with members, a chair and a type, and the staffing of a unit.

Words: student health team (elevhälsoteam, EHT), work team (arbetslag), management team (ledningsgrupp),
safety team (trygghetsteam), network (nätverk), member (medlem), chair (sammankallande).
A case circle (behörig krets) is not a team: it belongs to its case.
"""
