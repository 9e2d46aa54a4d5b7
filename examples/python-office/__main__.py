import pulumi
import pulumi_flowroute as flowroute

# A route of the account: adopted by its alias when it is there, and made when it is not.
pbx = flowroute.InboundRoute("pbx", alias="office-pbx", host="pbx.office.example.com")

# A number of the account: declaring it adopts it, and writes nothing.
main_line = flowroute.PhoneNumber("main-line", number="+1 206-555-0100", purchase="forbid")
flowroute.NumberRoutes(
    "main-line",
    number=main_line.number,
    primary_route=pbx.id,
    failover_route={"alias": "PSTNroute1"},
)

# One number in area code 206, chosen and bought once, for at most a dollar to set up.
seattle = flowroute.PhoneNumber(
    "seattle",
    match={"area_code": "206"},
    max_setup_cost=1,
    alias="Seattle office",
)

pulumi.export("numbers", [main_line.e164, seattle.e164])
