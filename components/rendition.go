package components

// Rendition is one quality of a stream. The renditions of a stream are aligned:
// their segments begin and end together.
var Rendition = All.Block("rendition", Stream, "the qualities of a stream, aligned")

// The columns of a rendition.
var (
	RenditionName    = NewColumn[Symbol](&All, Rendition, "name", State, "", "its folder: 1080p")
	RenditionCodecs  = NewColumn[Symbol](&All, Rendition, "codecs", State, "RFC 6381", "its codecs, with the audio's")
	RenditionPeak    = NewColumn[Bitrate](&All, Rendition, "peak", State, "bit/s", "peak segment bit rate")
	RenditionAverage = NewColumn[Bitrate](&All, Rendition, "average", State, "bit/s", "average segment bit rate")
	RenditionSize    = NewColumn[Resolution](&All, Rendition, "size", State, "pixels", "its picture; 0 × 0 for sound alone")
	RenditionTier    = NewColumn[Tier](&All, Rendition, "tier", State, "", "the key that protects it")
	RenditionAudio   = NewColumn[Symbol](&All, Rendition, "audio", State, "", "its audio group")
)

// Resolution is the size of a picture.
//
// 4 bytes.
type Resolution struct{ Width, Height uint16 }

// Tier is what a viewer has to be entitled to, from little to much: who may see
// a tier may see those below it.
type Tier uint8

// The tiers.
const (
	AudioTier Tier = iota
	SDTier
	HDTier
	UHDTier
	Tiers // how many there are
)

var tierNames = [Tiers]string{"audio", "sd", "hd", "uhd"}

func (t Tier) String() string { return tierNames[min(t, Tiers-1)] }

// ParseTier returns the tier called name.
func ParseTier(name string) (Tier, bool) { return parse[Tier](name, tierNames[:]) }
