package media_test

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/bits"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/Eyevinn/mp4ff/aac"
	"github.com/Eyevinn/mp4ff/avc"
	"github.com/Eyevinn/mp4ff/hevc"

	"touchline/cmd/touchline/internal/media"
	"touchline/components"
)

// TestCodecs reads the decoder configurations and parameter sets: each has to be
// what the codec string of its rendition promises.
func TestCodecs(t *testing.T) {
	for _, r := range ladder {
		file := parse(t, initOf(t, r, nil))
		trak := file.Init.Moov.Trak
		stsd := trak.Mdia.Minf.Stbl.Stsd
		var got string
		var size components.Resolution
		clock := uint32(90_000)
		switch {
		case stsd.AvcX != nil:
			c := stsd.AvcX.AvcC
			sps, err := avc.ParseSPSNALUnit(c.SPSnalus[0], true)
			if err != nil {
				t.Fatal(err)
			}
			size = components.Resolution{Width: uint16(sps.Width), Height: uint16(sps.Height)}
			got = fmt.Sprintf("%s.%02x%02x%02x", stsd.AvcX.Type(), c.AVCProfileIndication, c.ProfileCompatibility, c.AVCLevelIndication)
			if in := fmt.Sprintf("avc1.%02x%02x%02x", sps.Profile, sps.ProfileCompatibility, sps.Level); in != got {
				t.Errorf("%s: avcC says %s, its SPS %s", r.Name, got, in)
			}
			if sps.VUI.MaxDecFrameBuffering == 0 || sps.VUI.MaxNumReorderFrames != 0 {
				t.Errorf("%s: the SPS allows frames to be reordered: %+v", r.Name, sps.VUI)
			}
		case stsd.HvcX != nil:
			c := stsd.HvcX.HvcC
			sps, err := hevc.ParseSPSNALUnit(c.GetNalusForType(hevc.NALU_SPS)[0])
			if err != nil {
				t.Fatal(err)
			}
			w, h := sps.ImageSize()
			size = components.Resolution{Width: uint16(w), Height: uint16(h)}
			tier := map[bool]string{false: "L", true: "H"}
			got = fmt.Sprintf("%s.%d.%X.%s%d.%X", stsd.HvcX.Type(), c.GeneralProfileIDC, bits.Reverse32(c.GeneralProfileCompatibilityFlags),
				tier[c.GeneralTierFlag], c.GeneralLevelIDC, c.GeneralConstraintIndicatorFlags>>40)
			ptl := sps.ProfileTierLevel
			in := fmt.Sprintf("hvc1.%d.%X.%s%d.%X", ptl.GeneralProfileIDC, bits.Reverse32(ptl.GeneralProfileCompatibilityFlags),
				tier[ptl.GeneralTierFlag], ptl.GeneralLevelIDC, constraints(ptl))
			if in != got {
				t.Errorf("%s: hvcC says %s, its SPS %s", r.Name, got, in)
			}
			if c.GeneralConstraintIndicatorFlags&(1<<40-1) != 0 {
				t.Errorf("%s: constraint flags %x need more of a codec string", r.Name, c.GeneralConstraintIndicatorFlags)
			}
		default:
			esds := stsd.Mp4a.Esds
			if esds.DecConfigDescriptor.DecSpecificInfo == nil {
				t.Fatalf("%s: nothing says how to decode it", r.Name)
			}
			got = fmt.Sprintf("mp4a.%x.%d", esds.DecConfigDescriptor.ObjectType, esds.DecConfigDescriptor.DecSpecificInfo.DecConfig[0]>>3)
			config, err := aac.DecodeAudioSpecificConfig(strings.NewReader(string(esds.DecConfigDescriptor.DecSpecificInfo.DecConfig)))
			if err != nil || config.SamplingFrequency != 48_000 || config.ChannelConfiguration != 2 || config.SBRPresentFlag {
				t.Errorf("%s: %+v, error %v", r.Name, config, err)
			}
			clock = 48_000
		}
		want, _, _ := strings.Cut(r.Codecs, ",")
		if got != want || size != r.Size {
			t.Errorf("%s is %s at %v, want %s at %v", r.Name, got, size, want, r.Size)
		}
		if trak.Mdia.Mdhd.Timescale != clock || uint16(trak.Tkhd.Height>>16) != r.Size.Height || file.Init.Moov.Mvex == nil {
			t.Errorf("%s: clock %d, height %d", r.Name, trak.Mdia.Mdhd.Timescale, trak.Tkhd.Height>>16)
		}
	}
}

// constraints returns the first byte of the constraint flags of HEVC.
func constraints(p hevc.ProfileTierLevel) (b byte) {
	for i, set := range []bool{p.GeneralProgressiveSourceFlag, p.GeneralInterlacedSourceFlag, p.GeneralNonPackedConstraintFlag, p.GeneralFrameOnlyConstraintFlag} {
		if set {
			b |= 0x80 >> i
		}
	}
	return b
}

// TestPicturesOfClip looks into each picture: the first is an IDR picture, the
// others are not, none holds parameter sets or messages.
func TestPicturesOfClip(t *testing.T) {
	for _, r := range ladder[:5] {
		s := media.Span{Length: 180_000}
		for i, sample := range samplesOf(t, parse(t, initOf(t, r, nil), segmentOf(t, r, s, nil, nil))) {
			slices := 0
			for data := sample.Data; len(data) > 0; {
				size := binary.BigEndian.Uint32(data)
				nalu := data[4:][:size]
				data = data[4+size:]
				var key, picture bool
				var kind string
				if r == uhd {
					n := hevc.GetNaluType(nalu[0])
					kind, picture, key = n.String(), hevc.IsVideoNaluType(n), n == hevc.NALU_IDR_W_RADL || n == hevc.NALU_IDR_N_LP
				} else {
					n := avc.GetNaluType(nalu[0])
					kind, picture, key = n.String(), avc.IsVideoNaluType(n), n == avc.NALU_IDR
				}
				if !picture || key != (i == 0) {
					t.Errorf("%s: frame %d has a NAL unit of type %s", r.Name, i, kind)
				}
				slices++
			}
			if slices == 0 {
				t.Errorf("%s: frame %d has no slice", r.Name, i)
			}
		}
	}
}

// TestClipIsSmall: it is in every copy of the program.
func TestClipIsSmall(t *testing.T) {
	names, err := filepath.Glob("clip/*.mp4")
	if err != nil || len(names) != len(ladder) {
		t.Fatalf("%d files, want %d: %v", len(names), len(ladder), err)
	}
	var sum int64
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		sum += info.Size()
	}
	if sum > 300_000 {
		t.Errorf("%d bytes, want at most 300,000", sum)
	}
}

// TestClipFiles lets ffprobe read the files.
func TestClipFiles(t *testing.T) {
	ffprobe := program(t, "ffprobe")
	for _, r := range ladder {
		out, err := exec.Command(ffprobe, "-v", "error", "-count_frames", "-show_streams", "-of", "json", "clip/"+r.Name+".mp4").Output()
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Streams []struct {
				Codec    string `json:"codec_name"`
				Tag      string `json:"codec_tag_string"`
				Profile  string
				Level    int
				Width    uint16
				Height   uint16
				Reorder  int    `json:"has_b_frames"`
				Frames   string `json:"nb_read_frames"`
				Rate     string `json:"r_frame_rate"`
				Sampling string `json:"sample_rate"`
				Channels int
			}
		}
		if err := json.Unmarshal(out, &got); err != nil || len(got.Streams) != 1 {
			t.Fatalf("%s: %d streams, error %v", r.Name, len(got.Streams), err)
		}
		s := got.Streams[0]
		line := fmt.Sprintf("%s %s %s %d %dx%d reorder %d, %s at %s", s.Codec, s.Tag, s.Profile, s.Level, s.Width, s.Height, s.Reorder, s.Frames, s.Rate)
		if r == sound {
			line = fmt.Sprintf("%s %s %s, %s at %s, %d channels", s.Codec, s.Tag, s.Profile, s.Frames, s.Sampling, s.Channels)
		}
		want := map[string]string{
			"2160p": "hevc hvc1 Main 10 153 3840x2160 reorder 0, 50 at 25/1",
			"1080p": "h264 avc1 High 40 1920x1080 reorder 0, 50 at 25/1",
			"720p":  "h264 avc1 High 31 1280x720 reorder 0, 50 at 25/1",
			"540p":  "h264 avc1 High 31 960x540 reorder 0, 50 at 25/1",
			"360p":  "h264 avc1 High 30 640x360 reorder 0, 50 at 25/1",
			"audio": "aac mp4a LC, 75 at 48000, 2 channels",
		}[r.Name]
		if line != want {
			t.Errorf("%s is %s\n want %s", r.Name, line, want)
		}
	}
}

// program returns where a program is that a test needs, or skips the test.
func program(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not there: what it would check is not checked", name)
	}
	return path
}
