package main

import (
	"example.com/pulumi-flowroute/sdk/go/flowroute"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		// A route of the account: adopted by its alias when it is there, and made when it is not.
		pbx, err := flowroute.NewInboundRoute(ctx, "pbx", &flowroute.InboundRouteArgs{
			Alias: pulumi.String("office-pbx"),
			Host:  pulumi.String("pbx.office.example.com"),
		})
		if err != nil {
			return err
		}

		// A number of the account: declaring it adopts it, and writes nothing.
		mainLine, err := flowroute.NewPhoneNumber(ctx, "main-line", &flowroute.PhoneNumberArgs{
			Number:   pulumi.String("+1 206-555-0100"),
			Purchase: pulumi.String("forbid"),
		})
		if err != nil {
			return err
		}
		_, err = flowroute.NewNumberRoutes(ctx, "main-line", &flowroute.NumberRoutesArgs{
			Number:        mainLine.Number,
			PrimaryRoute:  pbx.ID(),
			FailoverRoute: flowroute.RouteAliasArgs{Alias: pulumi.String("PSTNroute1")},
		})
		if err != nil {
			return err
		}

		// One number in area code 206, chosen and bought once, for at most a dollar to set up.
		seattle, err := flowroute.NewPhoneNumber(ctx, "seattle", &flowroute.PhoneNumberArgs{
			Match:        flowroute.PhoneNumberMatchArgs{AreaCode: pulumi.String("206")},
			MaxSetupCost: pulumi.Float64(1),
			Alias:        pulumi.String("Seattle office"),
		})
		if err != nil {
			return err
		}

		ctx.Export("numbers", pulumi.StringArray{mainLine.E164, seattle.E164})
		return nil
	})
}
