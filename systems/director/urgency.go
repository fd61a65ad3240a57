package director

import "touchline/components"

// urgency is how much a shot of age, out of span, wants to end: the logistic
// function 1 / (1 + e^(-10 (age/span - 1/2))) in permille. It is 7 for a new
// shot, 500 for one at half its time and 993 at the end of it. The values are
// those of a table with straight lines between them, at most 2 permille off.
func urgency(age, span components.PTS) int32 {
	const steps = components.PTS(len(logistic) - 1)
	at, rest := age*steps/span, age*steps%span
	if at >= steps {
		return logistic[steps]
	}
	low, high := components.PTS(logistic[at]), components.PTS(logistic[at+1])
	return int32(low + (high-low)*rest/span)
}

// logistic is the function at each 64th of the span. It is written out, since
// the exponential of one processor is not bit for bit that of another.
var logistic = [65]int32{
	7, 8, 9, 11, 12, 15, 17, 20, 23, 27, 31, 36, 42, 49, 57, 66,
	76, 88, 101, 116, 133, 152, 173, 197, 223, 251, 281, 314, 349, 385, 423, 461,
	500, 539, 577, 615, 651, 686, 719, 749, 777, 803, 827, 848, 867, 884, 899, 912,
	924, 934, 943, 951, 958, 964, 969, 973, 977, 980, 983, 985, 988, 989, 991, 992,
	993,
}
